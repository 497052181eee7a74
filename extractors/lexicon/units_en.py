"""English nouns that are counted: products by unit, measures, and what is counted but not produced.

Plurals are given; the singular is looked up without its ending.
"""

from extractors.lexicon import table, words

PRODUCTS = table("""
    vehicles: vehicles, cars, automobiles, autos, trucks, lorries, pickups, pick-ups, suvs, crossovers, sedans, saloons, hatchbacks
    vehicles: vans, minivans, buses, busses, minibuses, coaches, motorcycles, motorbikes, scooters, mopeds, evs, bevs, phevs, nevs
    vehicles: hybrids, electrics, coupes, convertibles, roadsters, cabriolets, limousines, taxis, campers, motorhomes, lcvs, hcvs
    vehicles: ambulances, dumpers, tippers, supercars, microcars, trolleybuses, e-buses, robotaxis, three-wheelers, two-wheelers
    vehicles: rickshaws, autorickshaws, e-rickshaws, jeeps, hatches, bikes, ebuses, wagons of cars, mpvs, 4x4s, off-roaders
    vehicles: cybertrucks, tuk-tuks, fcevs, hevs, estates, microbuses, semis, automotives, electric cars, minicars, icvs, rigs
    aircraft: aircraft, planes, airplanes, aeroplanes, airliners, jets, jetliners, widebodies, narrowbodies, freighters, turboprops
    aircraft: airframes, seaplanes, biplanes, warplanes, airbuses, boeings, fighters, airlifters
    helicopters: helicopters, rotorcraft, choppers
    drones: drones, uavs
    fuselages: fuselages
    ships: ships, freighter ships, liners
    vessels: vessels, boats, yachts
    tankers: tankers
    ferries: ferries
    barges: barges
    trawlers: trawlers
    icebreakers: icebreakers
    submarines: submarines
    carriers: carriers
    engines: engines
    motors: motors, e-motors
    powertrains: powertrains
    drive units: drive units
    axle drives: axle drives, e-axles
    axles: axles
    transmissions: transmissions
    gearboxes: gearboxes
    turbines: turbines
    blades: blades
    nacelles: nacelles
    towers: towers
    inverters: inverters
    transformers: transformers
    electrolysers: electrolysers, electrolyzers
    batteries: batteries, packs
    battery systems: battery systems
    cells: cells
    modules: modules
    panels: panels
    wafers: wafers
    chips: chips, semiconductors, processors
    smartphones: smartphones, phones, handsets, iphones
    laptops: laptops, computers, notebooks
    tablets: tablets
    servers: servers
    televisions: televisions, tvs
    refrigerators: refrigerators, fridges, freezers
    washing machines: washing machines, washers
    air conditioners: air conditioners, conditioners
    dishwashers: dishwashers
    ovens: ovens, cookers, stoves
    appliances: appliances
    tractors: tractors
    combines: combines, harvesters
    excavators: excavators
    loaders: loaders
    bulldozers: bulldozers
    forklifts: forklifts
    cranes: cranes
    machines: machines
    elevators: elevators, lifts
    locomotives: locomotives
    wagons: wagons, railcars, freight cars, boxcars, gondolas
    carriages: carriages, railcarriages
    trains: trains, trainsets
    trams: trams, streetcars
    tyres: tyres, tires
    wheels: wheels
    bicycles: bicycles, e-bikes
    trailers: trailers, semitrailers, semi-trailers
    tanks: tanks
    shells: shells, rounds
    missiles: missiles
    rockets: rockets
    satellites: satellites
    robots: robots, humanoids
    containers: containers
    cabs: cabs
    bodies: bodies, bodyshells
    seats: seats
    bearings: bearings
    castings: castings, forgings
    engine blocks: engine blocks
    kits: kits
    sets: sets
    sections: sections
    rails: rails
    doses: doses, vaccines
    bottles: bottles
    shoes: shoes
    pairs: pairs
    units: units, pieces, pcs, items, copies, examples, products, gadgets, devices
    drives: drives
    components: components, parts
    chargers: chargers
    snowmobiles: snowmobiles
    quad bikes: atvs, quads
    lamps: lamps, headlamps
    electric vehicle chargers: charging stations
    suits: spacesuits
""")

MEASURES = table("""
    tonnes: tonnes, tons, t, tonne, ton, mt, tu, tce
    tonnes*1000: kt, kilotonnes, kilotons, ktons
    tonnes*1000000: megatonnes, megatons, mmt
    kilograms: kilograms, kg, kilos
    GWh: gwh, gigawatt-hours, gigawatt hours, gigawatthours
    MWh: mwh, megawatt-hours, megawatt hours
    TWh: twh, terawatt-hours
    GW: gw, gigawatts, gigawatt, gwp
    MW: mw, megawatts, megawatt, mwp
    barrels: barrels, bbl, bbls, boe, barrels of oil equivalent
    pounds: lb
    hectolitres: hectolitres, hectoliters, hl
    cubic metres: cubic metres, cubic meters, m3, cbm
    GT: cgt
    ounces: ounces, oz
    ounces*1000: koz
    ounces*1000000: moz
""")

OTHERS = table("""
    people: people, persons, workers, employees, jobs, positions, staff, staffers, men, women, residents, customers, buyers, drivers, hands
    people: engineers, machinists, welders, apprentices, students, specialists, owners, readers, members, families, households, passengers, guests
    people: visitors, clients, colleagues, shareholders, inhabitants, instructors, vacancies, workplaces, recruits, pensioners
    people: miners, pitmen, labourers, laborers, crew, crews, seamen, dockers, firefighters, teachers, nurses, adults, children, villagers, unionists, mechanics
    people: technicians, protesters, names, subscribers, temps, strikers, heads, contractors, vendors, journalists, analysts, soldiers, voters
    places: dealers, dealerships, showrooms, outlets, stations, cities, towns, countries, regions, markets, stores, shops, suppliers, partners
    places: enterprises, plants, factories, sites, facilities, locations, halls, lines, buildings, centres, centers, workshops, docks, quays, yards, mills
    places: smelters, mines, fabs, furnaces, hubs, provinces, districts, villages, floors, warehouses, offices, branches, schools, states
    places: kilns, presses, stages, phases, sectors, points of sale, brands, companies, firms, makers, carmakers, ventures, parties, unions, airlines
    models: models, variants, versions, colours, colors, types, kinds, modifications, generations, marques, platforms
    length: km, kilometres, kilometers, miles, mi, metres, meters, m, cm, centimetres, mm, millimetres, inches, feet, ft, nm, nanometres, kmh, mph
    area: hectares, ha, acres, sq, sqm, square, m2, km2
    volume: litres, liters, litre, liter, l, gallons, cc, teu, teus, dwt
    power: lb-ft, lb ft, pound-feet, hp, bhp, ps, horsepower, kw, kilowatts, cv, rpm, kva, watts, watt, w, v, volts, volt, amps, nm of torque, newton-metres, horses
    energy: kwh, kilowatt-hours, wh, ah
    weight: kg per vehicle, pounds of, lbs, g, grams, grammes
    time: years, months, weeks, days, hours, minutes, seconds, decades, century, centuries, hrs, mins, secs, year, month, week, day, hour
    time: minute, second, decade, quarters, quarter, o'clock, am, pm, shifts, shift, nights, night, times, time, spring, weekends, anniversary, anniversaries
    shares: shares, points, bps, basis, stocks, votes, seats on board, stake
    degrees: degrees, c, f, db
    orders: orders, deposits, reservations, preorders, pre-orders, bookings, registrations, deliveries, sales, contracts, applications, options, flights
    orders: agreements, bids, tenders, deals, lots, requests, complaints, accidents, deaths, injuries, repairs, fires, cases, awards, patents, tests
    data: gb, mb, tb, pages, photos, words, comments, likes, views, reactions
    doors: doors, cylinders, gears, speeds, airbags, screens, valves, rows, storeys, stars, times more, wheels drive, tracks
    fraction: thirds, fifths, tenths, halves, third, fifth
    houses: houses, homes, flats, apartments, rooms, beds, square metres
    heads: goals, matches, games, laps, medals
""")

ADJECTIVES = frozenset(("square", "cubic"))

BULK = words("""
    steel crude coal cement clinker ore iron oil pig hot finished saleable rolled copper alumina aluminium bauxite grain sugar fertiliser fertilisers
    fertilizer fertilizers urea potash phosphate lng aggregates metallurgical thermal capacity
""")
"""What is told in MT that are millions of tonnes."""

SHORT = words("hour hr h shift day week batch")
"""Times in which no plant makes millions of tonnes."""

POUNDS = words("pounds lbs lb")
LEAST_POUNDS = 100_000
"""Fewer pounds are what a truck tows or a car weighs."""
NOT_WEIGHED = words(
    "thrust towing payload weight sterling investment investments funding fund funds aid debt debts sales revenue revenues profit profits loss losses orders spending costs cost capital savings grants grant loans loan taxes tax subsidies subsidy equity turnover exports business damage compensation work contracts government public state taxpayers"
)
"""What so many pounds of are money or force."""
MADE = words(
    "produce produces produced producing production output capacity capacities smelter mine mines mined mill refinery refined plant's processed manufactured manufacture copper uranium aluminum aluminium zinc lead rubber resin fibre fiber yarn cotton meat cheese chicken poultry polyethylene polypropylene phenol"
)
PAID = words(
    "invest invests invested investing investment investments cost costs costing spend spends spent spending worth pay paid pays price priced prices fund funded funding grant grants loan loans sales revenue revenues profit profits loss losses turnover order orders contract contracts deal aid subsidy tax earn earned earnings sterling gbp £ ploughed pumping pump injection"
)
"""In a sentence with one of the second, or none of the first, pounds are money."""

VESSELS = words("can cans bottle bottles mug mugs cup cups bag bags jar jars")
"""What is so many ounces big."""
