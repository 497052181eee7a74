"""One expected quantity, then every phrasing that must give it; and phrases whose figures count nothing.

A line that begins with `=` says what its block means: low high unit per, with `-` for none and `…` for an open end.
"""

ENGLISH = """
= 80000 100000 vehicles -
The plant will build 80,000-100,000 cars.
It will build 80,000–100,000 cars.
It will make from 80,000 to 100,000 vehicles.
It hopes for between 80,000 and 100,000 trucks.
It will build 80 000 to 100 000 cars.
It expects 80-100 thousand passenger cars.
It plans 80 to 100 thousand cars.
It will build 80k-100k SUVs.

= 80000 80000 vehicles -
It built 80,000 cars.
It built 80 000 cars.
It built 80\u202f000 cars.
It built 80\u00a0000 cars.
It built 80.000 cars.
It built 80'000 cars.
It built 80 thousand cars.
It built eighty thousand cars.
It built 80k cars.
It built 80K electric crossovers.
It built 80,000 Lada cars.
It built 80,000 units of its new sedan.
It built 80,000 of the new pickups.
It built 80,000 cars and vans.

= 500000 500000 vehicles -
half a million cars
0.5 million cars
500 thousand cars
5 lakh cars
5,00,000 cars
half a million electric vehicles

= 150000 150000 vehicles year
a capacity of 150,000 vehicles a year
150,000 vehicles per year
150,000 vehicles per annum
150,000 vehicles annually
150,000 vehicles each year
150,000 vehicles/year
150,000 vehicles p.a.
a 150,000-vehicle-a-year plant
1.5 lakh vehicles annually
an annual capacity of 150,000 vehicles
annual output of 150,000 cars
150,000 trucks of the heavy class a year
yearly production of 150,000 vans

= 150000 150000 units year
150,000 units per annum
150,000 units a year
150,000 upa

= 300 300 vehicles day
300 cars a day
300 cars per day
300 cars daily
300 cars every day
300 cars per working day

= 5000 5000 vehicles week
5,000 cars a week
5,000 cars weekly
five thousand cars per week

= 2500 2500 vehicles month
2,500 cars a month
2,500 cars monthly
2.5 thousand cars per month
two and a half thousand cars a month
a monthly output of 2,500 cars

= … 50000 vehicles -
up to 50,000 cars
as many as 50,000 cars
no more than 50,000 cars
at most 50,000 cars
a maximum of 50,000 cars
fewer than 50,000 cars
less than 50,000 cars
under 50,000 cars
50,000 or fewer cars

= 50000 … vehicles -
at least 50,000 cars
more than 50,000 cars
over 50,000 cars
no fewer than 50,000 cars
not less than 50,000 cars
a minimum of 50,000 cars
in excess of 50,000 cars
upwards of 50,000 cars
north of 50,000 cars
50,000-plus cars
50,000+ cars
just over 50,000 cars
a little more than 50,000 cars
well over 50,000 cars
will exceed 50,000 cars

= 50000 50000 vehicles -
about 50,000 cars
around 50,000 cars
roughly 50,000 cars
some 50,000 cars
approximately 50,000 cars
nearly 50,000 cars
almost 50,000 cars
close to 50,000 cars
50,000 or so cars
just under 50,000 cars
fifty thousand cars

= 600000 650000 - -
up to 600-650 thousand

= 330000 330000 - -
Three hundred and thirty thousand

= 204 204 aircraft -
two hundred and four aircraft
204 jets
204 airliners

= 12 12 aircraft month
twelve aircraft a month
12 planes per month
a dozen jets a month

= 1500000 1500000 engines -
one and a half million engines
a million and a half engines
1.5 million engines
1.5mn engines
1.5 mln engines
1,500,000 diesel engines
15 lakh engines

= 20000000 20000000 - -
2 crore
20 million
twenty million

= 2 2 ships year
two ships a year

= 4200000 4200000 tonnes year
4.2 million tonnes a year
4.2 million tons per year
4.2 mln t per year
4.2 mtpa
4,200 kt annually
4,200,000 tonnes per annum
4,200 kilotonnes a year

= 40 40 GWh year
40 GWh a year
40 GWh annually
40 gigawatt-hours per year
annual capacity of 40 GWh

= 1300000000 1300000000 USD -
$1.3 billion
$1.3bn
US$1.3 billion
USD 1.3 billion
1.3 billion dollars
1.3 billion US dollars
a $1.3-billion plant
a 1.3-billion-dollar plant

= 650000000 650000000 EUR -
EUR 650 million
€650 million
€650m
650 million euros
650 million euro

= 74100000000 74100000000 INR -
Rs 7,410 crore
Rs. 7,410 crore
Rs7,410 crore
₹7,410 crore
INR 7,410 crore
7,410 crore rupees

= 5000000000 6000000000 USD -
$5-6 billion
$5 billion to $6 billion
between $5 billion and $6 billion
$5bn-$6bn
$5 to $6 billion

= 240000000 240000000 CNY -
240 million yuan
RMB 240 million
240 million renminbi

= 1200000000 1200000000 ZAR -
R1.2bn
1.2 billion rand

= 3000000000 3000000000 CAD -
C$3 billion
3 billion Canadian dollars

= 2000 2000 vehicles -
2000 cars
2,000 cars
two thousand cars

= 12 12 A350s month
12 A350s a month

= 57 … aircraft month
at least 57 737 jets per month
at least 57 jets a month

= 64 64 787s -
64 787s

= 35000 35000 - -
35 thousand
35,000, one-sixth

= 4080000 4080000 tonnes -
4.08 MT of steel
4.08 mt of steel
4.08Mt of steel

= 104450000 104450000 tonnes year
104.45Mt/yr of cement
104.45 Mt/y of cement

= 138000 138000 tonnes year
138,000 mt/y of aluminium
138,000 MT/a of aluminium

= 50 50 tonnes day
50 MT a day

= 50 50 tonnes -
50 MT of mozzarella

= 1888200000 1888200000 tonnes -
1,888.2 Mt of crude steel
1,888.2 MT of steel

= 20000 20000 vehicles -
20,000 cars n/a

= 250000 250000 barrels day
250,000 bbl/d
250,000 b/d
250,000b/d
250,000 boe/d
250,000 boepd

= 2000 2000 barrels day
It produced 2000 b/d
It produced 2000 boepd

= 10600000 10600000 pounds -
10.6 million lb of U3O8

= 264000000 264000000 pounds year
the project would raise the plant's annual production to 264 million pounds
a capacity of 264 million pounds per year
264 million lbs a year of polypropylene

= 30000000 30000000 GBP -
it will spend 30 million pounds on the capacity of the plant
30 million pounds of government aid

= 140000 150000 barrels day
throughput of 140-150,000 bpd
from 140,000 to 150,000 barrels a day

= 84000 84000 barrels day
its 84,000-bbl/d refinery
a refinery of 84,000 b/d

= 5100000000000 5100000000000 KRW -
the 5.1 trillion-won venture

= 106000 106000 ounces year
to produce 106,000 ounces of gold on an annual basis

= 1000000000 1000000000 tablets year
the plant can produce one billion tablets a year

= 29000 29000 tonnes -
29,000 tU

= 1200000 1200000 ounces -
1.2 Moz of silver
1,200 koz of silver
1,200,000 oz of silver

= 9000000 9000000 tonnes -
9 mn t
9 million mt
9 million tonnes

= 17000000 17000000 tyres -
17 million tyres
17 million tires
17 million passenger car tyres

= 20000 20000 wafers month
20,000 wafers a month
20,000 12-inch wafers per month
"""

RUSSIAN = """
= 1123400 1123400 tonnes -
производство составило 1 млн 123,4 тыс. тонн

= 80000 100000 vehicles -
80–100 тыс. автомобилей
80-100 тысяч машин
от 80 до 100 тыс. автомобилей
от 80 000 до 100 000 машин
80 тыс. – 100 тыс. автомобилей
между 80 и 100 тысячами машин

= 80000 80000 vehicles -
80 тыс. автомобилей
80 тысяч машин
80 000 легковых автомобилей
80\u00a0000 легковых автомобилей
восемьдесят тысяч машин
80,0 тыс. автомобилей
80.000 автомобилей
80 тыс. единиц автотехники
80 тыс. штук автомобилей

= 62551 62551 vehicles -
62,551 тыс. автомобилей
62 551 автомобиль
62 тыс. 551 автомобиль

= 1200000 1200000 vehicles year
1 млн 200 тыс. автомобилей в год
1,2 млн автомобилей в год
1,2 миллиона машин ежегодно
миллион двести тысяч машин в год

= 500000 500000 vehicles -
полмиллиона машин
500 тыс. машин
0,5 млн машин
пятьсот тысяч автомобилей

= 1500000 1500000 - -
полтора миллиона
1,5 млн
1,5 миллиона
миллион пятьсот тысяч

= 1500 1500 vehicles -
полторы тысячи автобусов
тысячу пятьсот грузовиков
1500 автобусов
1,5 тыс. автобусов
1 500 кроссоверов

= 2500 2500 vehicles year
две с половиной тысячи машин в год
2,5 тыс. мотоциклов ежегодно
ежегодно выпускать 2500 автобусов

= 20 20 - -
пара десятков
пару десятков
двадцать

= 14 14 - -
четырнадцать

= 50000 50000 vehicles -
тысяч пятьдесят машин
около 50 тыс. машин
порядка 50 тысяч автомобилей
примерно 50 тыс. машин
почти 50 тыс. машин
приблизительно 50 000 машин
чуть меньше 50 тыс. машин

= … 50000 vehicles -
до 50 тыс. машин
не более 50 тыс. машин
не больше 50 тысяч машин
максимум 50 тысяч машин
менее 50 тыс. машин
меньше 50 тыс. автомобилей

= 50000 … vehicles -
не менее 50 тыс. машин
не меньше 50 тысяч машин
свыше 50 тыс. машин
более 50 тыс. машин
больше 50 тыс. машин
как минимум 50 тыс. машин
более чем 50 тыс. машин
превысит 50 тыс. машин
чуть больше 50 тыс. машин
50 тысяч с лишним машин

= 12 12 vehicles day
12 машин в сутки
12 машин в одни сутки
12 автомобилей в день
двенадцать мотоциклов в день

= 2000000 2000000 tyres year
2 млн легковых и легкогрузовых шин в год
2 млн шин в один год

= 5000 5000 vehicles week
5 000 кроссоверов в неделю
5 тыс. машин в неделю

= 400 400 wagons month
400 вагонов в месяц
400 полувагонов ежемесячно

= 4 4 GWh year
4 ГВт·ч в год
4 ГВт*ч в год
4 ГВт⋅ч ежегодно

= 10800000 11200000 tonnes -
от 10,8 миллиона тонн до 11,2 миллиона тонн удобрений
от 10,8 до 11,2 млн тонн удобрений

= 200000 200000 cubic metres year
200 тыс. м3 фанеры в год
200 тыс. м³ фанеры в год

= 3600000 3600000 tonnes year
3,6 млн т чугуна в год
3,6 млн тонн в год
3,6 миллиона тонн стали ежегодно

= 4300000000 4300000000 RUB -
4,3 млрд рублей
4,3 млрд руб.
4,3 млрд ₽
4,3 миллиарда рублей
4 млрд 300 млн рублей
четыре миллиарда триста миллионов рублей

= 131500000000 131500000000 KZT -
131,5 млрд тенге

= 88000000 88000000 BYN -
88 млн белорусских рублей

= 244000000 244000000 USD -
$244 млн
244 млн долларов
244 млн долларов США

= 3 4 aircraft -
три-четыре самолёта
3-4 самолета

= 15 15 - -
пятнадцать

= 500000 … units -
преодолев планку 500 тыс. экземпляров
более 500 тыс. экземпляров

= 400000 400000 vehicles -
порядка 400 тыс. транспортных средств
400 тыс. единиц техники

= 300 300 engines year
300 двигателей ежегодно
300 двигателей в год
годовой выпуск 300 моторов

= 9 9 ships -
девять судов
9 судов
"""

NEGATIVE_ENGLISH = """
Ford raised its schedule for the quarter by 52,000 cars and 32,000 trucks.
Output could fall by 150 cars a day.
Capacity is being enlarged by another 40,000 cars a year.
The fire trapped 44 miners.
The V8 gives 410 lb-ft of torque.
The truck can tow 13,000 lbs.
cans of 12 oz bottles
That is 9,000 fewer than before.
That is 48 more than before.
The 737 returned.
Within 12 to 20 months.
Over the next 5-6 years.
Over 1.2 million square feet.
The Lada 2107 was a favourite.
The Model 3 comes later.
A C-Class with 200 hp.
The X5 and the iX3 share a line.
The GAZ-3302 is a van.
PD-14 and PD-35 engines need parts.
The 5008 is a Peugeot 5008.
Phase 2 follows phase 1.
It employs 1,200 workers.
It created 3,000 jobs.
Sales rose 26%.
Sales fell 8.5 per cent.
The market grew 1.9 times.
The engine has 150 hp and 2.0 litres.
It runs 500 km on a charge.
The site covers 50 hectares.
It has a 61 kWh battery.
It seats up to 194 passengers.
The meeting began at 11:42.
Call +7 495 123-45-67.
It takes a body out every 76 seconds.
In 2024 and in 2025.
The first and the second.
A two-year-old plant.
Of 15 dealers in 12 cities.
Steel costs $560 a tonne.
"""

NEGATIVE_RUSSIAN = """
увеличил выпуск на 2 тыс. машин
Выпуск снизится на 50 тыс. автомобилей.
что на 20 тыс. больше, чем годом ранее
рост производства на 3,5 тыс. тонн
Это на 910 больше.
Это на 5 тыс. машин меньше.
Открыто 12 новых производств.
Lada 2107 любили все.
Грузовик ГАЗ-3309 и «Газель».
Двигатели ПД-14 и ПД-35.
«Москвич 3» подорожал.
Мощность мотора 355 л. с.
Здесь работает 1,2 тыс. человек.
Создано 300 рабочих мест.
Рост на 14%.
Выросло в 1,9 раза.
Запас хода 420 км.
Площадь 50 га.
Батарея на 66 кВт·ч.
Фаза 2 и очередь 3.
В 2024 году и в 2025-м.
Печь № 6 стоит.
Тел. +7 (8422) 00-00-00.
Начало в 14:32.
У марки 118 дилеров в 25 странах.
Ему 26 лет.
Через 3 месяца.
"""
