-- A row is a text in which an announcement names its plant, its company with its place, or what is made.
SELECT DISTINCT plant FROM announcements WHERE plant IS NOT NULL
UNION SELECT DISTINCT concat_ws(' ', company, place) FROM announcements WHERE company IS NOT NULL OR place IS NOT NULL
UNION SELECT DISTINCT coalesce(nullif(product, ''), unit) FROM announcements WHERE product IS NOT NULL OR unit IS NOT NULL
