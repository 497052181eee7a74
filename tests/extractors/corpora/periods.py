"""One expected period, then every phrasing that must give it, for an article published on Saturday 15 June 2024.

The heading of a block is `first last role`, `-` where the guide leaves the days open. `done:` and `planned:` before a
phrase choose how a time without a year is read.
"""

ENGLISH = """
= 2024-01-01 2024-03-31 in
in the March quarter
in the March 2024 quarter
in the March quarter of 2024

= 2023-07-01 2023-12-31 in
in 2023's second half
in the December 2023 half

= 2022-11-01 2023-01-31 in
in the January 2023 quarter

= 2023-10-01 2023-12-31 in
in the last quarter of 2023
in the last quarter of last year

= 2024-10-01 2024-12-31 in
planned: in the last quarter
in the last quarter of the year

= 2024-01-01 2024-03-31 in
done: in the last quarter

= 2024-06-14 2024-06-14 in
last night

= 2024-06-13 2024-06-14 in
done: on Thursday and Friday

= 2024-06-17 2024-06-20 in
planned: Monday through Thursday

= 2024-04-01 2024-04-03 in
between April 1 and 3, 2024

= 2024-03-01 2024-03-31 in
in March half of its workers stayed home
in March half the cars went abroad

= 2024-01-01 2024-12-31 in
in 2024
this year
in the current year
throughout 2024
in calendar 2024
for the whole of 2024
later this year
earlier this year

= 2024-01-01 2024-12-31 by
by 2024
by the end of 2024
by the end of this year
by the end of the year
by year-end
by year end 2024

= 2023-01-01 2023-12-31 in
last year
in 2023
the previous year
in '23

= 2025-01-01 2025-12-31 in
next year
in the coming year
in 2025
in FY25
fiscal 2025
in fiscal year 2025

= 2025-01-01 2025-12-31 from
from 2025
starting in 2025
from 2025 onwards

= 2024-10-01 2024-12-31 in
at the end of 2024
in late 2024
late this year
in the fourth quarter of 2024
in Q4 2024
in 4Q24
in the final quarter of 2024
in the October-December quarter of 2024
the last three months of 2024

= 2025-01-01 2025-03-31 in
in early 2025
early next year
at the beginning of 2025
at the start of next year
in the first quarter of 2025
Q1 2025
the first three months of 2025

= 2024-05-01 2024-08-31 in
in mid-2024
in the middle of 2024
mid-2024

= 2024-01-01 2024-06-30 in
in the first half of 2024
in the first half of this year
H1 2024
1H24
1H 2024
in the first six months of 2024
January-June 2024
from January to June 2024

= 2024-01-01 2024-05-31 in
done: in the first five months
in January-May
from January to May
from January through May
in the first five months of the year
in the first five months of 2024

= 2023-01-01 2023-09-30 in
done: in the first nine months
done: in January-September
in nine months of 2023

= 2025-03-01 2025-05-31 in
in the spring of 2025
next spring
spring 2025

= 2024-09-01 2024-11-30 in
this autumn
planned: in the autumn
in autumn 2024

= 2023-12-01 2023-12-31 in
last December
done: in December
in December 2023
in December last year
in December of last year

= 2024-12-01 2024-12-31 in
planned: in December
this December
in December 2024
in December of this year

= 2025-03-01 2025-03-31 in
next March
planned: in March
in March 2025
in mid-March 2025
in early March 2025

= 2023-11-16 2023-11-16 in
on November 16, 2023
on 16 November 2023
Nov. 16, 2023
on the 16th of November 2023
on 2023-11-16
on November 16th, 2023
on Thursday, November 16, 2023

= 2024-06-13 2024-06-13 in
done: on Thursday
last Thursday
done: June 13
done: on Thursday, June 13

= 2024-06-20 2024-06-20 in
planned: on Thursday
next Thursday
planned: June 20

= 2024-06-15 2024-06-15 in
today
this day June 15

= 2024-06-14 2024-06-14 in
yesterday

= 2024-06-03 2024-06-09 in
last week

= 2024-05-01 2024-05-31 in
last month

= 2025-01-01 2027-12-31 in
in the next three years
over the coming three years
2025-2027
2025–2027
between 2025 and 2027
from 2025 to 2027

= 2021-01-01 2023-12-31 in
over the past three years
in the last three years

= 2027-01-01 2028-12-31 in
in 2027 or 2028
in 2027-28

= 2019-01-01 2024-06-15 in
in five years of work
in five years of operation

= 2024-07-15 2024-08-04 in
planned: from July 15 to August 4
from July 15, 2024 to August 4, 2024
from 15 July to 4 August 2024
July 15 – August 4
planned: from July 15 through August 4

= 2024-07-08 2024-07-19 in
planned: from 8 to 19 July
planned: July 8 to 19
July 8-19, 2024

= 2024-11-15 2025-01-06 in
planned: from Nov. 15 through Jan. 6

= 2024-07-21 2024-08-03 in
planned: for two weeks from July 21
two weeks starting July 21, 2024

= 2024-07-21 2024-07-27 in
planned: for a week from July 21
planned: for a week starting July 21
planned: from July 21 for a week

= 2023-04-01 2024-03-31 in
India built more in 2023-24
in 2023-24 at a cost of Rs 300 crore
in the financial year ended March 31, 2024
in the fiscal year ending March 2024
in FY2023-24
in fiscal 2023-24
the year to March 31, 2024

= 2027-01-01 2027-12-31 not_before
not before 2027
no earlier than 2027

= 1997-01-01 1997-12-31 since
since 1997

= 2024-01-01 2024-06-15 since
since the beginning of the year
since the start of the year

= 2023-01-01 2023-12-31 earlier
a year earlier
a year ago
in the same period of last year
the same period of 2023
"""

RUSSIAN = """
= 2023-10-01 2023-12-31 in
в последнем квартале 2023 года
в последнем квартале прошлого года

= 2024-10-01 2024-12-31 in
planned: в последнем квартале

= 2024-01-01 2024-12-31 in
в 2024 году
в этом году
в нынешнем году
в текущем году
на 2024 год
в 2024-м
в 2024 г.
за весь 2024 год

= 2024-01-01 2024-12-31 by
к 2024 году
к концу года
к концу 2024 года
к концу этого года

= 2024-01-01 2024-12-31 until
до конца года
до конца 2024 года

= 2023-01-01 2023-12-31 in
в прошлом году
в 2023 году
в минувшем году
по итогам 2023 года
за прошлый год

= 2025-01-01 2025-12-31 in
в следующем году
в будущем году
на 2025-й
в 2025-м году
в двадцать пятом году
в 25-м году

= 2024-10-01 2024-12-31 in
в конце 2024 года
в четвёртом квартале 2024 года
в IV квартале 2024 г.
в 4-м квартале 2024 года
в 4 квартале 2024 года

= 2025-01-01 2025-03-31 in
в начале 2025 года
в начале следующего года
в первом квартале 2025-го
в I квартале 2025 года

= 2024-05-01 2024-08-31 in
в середине 2024 года
в середине этого года

= 2024-01-01 2024-06-30 in
в первом полугодии 2024 года
за первое полугодие 2024-го
в первой половине 2024 года
за первые шесть месяцев 2024 года
за январь–июнь 2024 года
с января по июнь 2024 года

= 2024-07-01 2024-12-31 in
во втором полугодии 2024 года
planned: во втором полугодии
во второй половине этого года

= 2023-01-01 2023-11-30 in
done: за 11 месяцев
за одиннадцать месяцев 2023 года
done: за январь–ноябрь
done: с января по ноябрь
за 11 месяцев прошлого года

= 2023-03-01 2023-05-31 in
весной 2023 года
прошлой весной 2023-го
весной прошлого года

= 2024-09-01 2024-11-30 in
этой осенью
planned: осенью
осенью 2024-го

= 2023-12-01 2023-12-31 in
done: в декабре
в декабре 2023 года
в декабре прошлого года

= 2024-12-01 2024-12-31 in
planned: в декабре
в декабре этого года

= 2022-12-12 2022-12-12 in
12 декабря 2022 года
12 декабря 2022-го
12.12.2022
в понедельник, 12 декабря 2022 года

= 2024-06-10 2024-06-10 in
done: 10 июня
done: в понедельник
done: в понедельник, 10 июня
десятого июня 2024 года

= 2024-06-15 2024-06-15 in
сегодня

= 2024-06-03 2024-06-09 in
на прошлой неделе

= 2025-01-01 2027-12-31 in
в ближайшие три года
в следующие три года
в 2025–2027 годах
с 2025 по 2027 год

= 2021-01-01 2023-12-31 in
за последние три года

= 2019-01-01 2024-06-15 in
за пять лет работы

= 2027-01-01 2028-12-31 in
в 2027 или 2028 году
в 2027–2028 гг.

= 2022-05-05 2022-12-11 in
с 5 мая по 11 декабря 2022 года

= 2024-07-29 2024-08-18 in
planned: с 29 июля по 18 августа

= 2024-08-05 2024-08-18 in
planned: с 5 по 18 августа
planned: 5–18 августа
planned: с 5 августа на две недели
planned: 5 августа, на две недели

= 2022-04-01 2023-05-31 in
с апреля 2022-го по май 2023-го
с апреля 2022 года по май 2023 года

= 2024-01-01 2024-06-15 from
с начала года
с начала этого года

= 1941-01-01 1941-12-31 from
с 1941 года

= 2024-04-01 2025-03-31 in
в финансовом году, который закончится 31 марта 2025-го

= 2027-01-01 2027-12-31 not_before
не ранее 2027 года
не раньше 2027 года

= 2023-01-01 2023-12-31 earlier
годом ранее
год назад
за тот же период прошлого года
за аналогичный период 2023 года
"""

NONE_ENGLISH = """
It built 2,000 cars.
It built 2000 cars.
The Lada 2107 was a car.
It may close.
They march on.
To start production.
The first car left the line.
The last of the line.
A second model follows.
"""

NONE_RUSSIAN = """
Собрано 2 000 машин.
Собрано 2000 машин.
Lada 2107 любили.
Это последняя модель.
Первый автомобиль сошёл с конвейера.
Окружающая среда.
В первую очередь.
"""
