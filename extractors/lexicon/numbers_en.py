"""English words for numbers, bounds, rates and money."""

from extractors.lexicon import numbers, table, words
from extractors.lexicon.number_words import NumberWords

ENGLISH = NumberWords(
    cardinals=numbers("""
        1: one
        2: two
        3: three
        4: four
        5: five
        6: six
        7: seven
        8: eight
        9: nine
        10: ten
        11: eleven
        12: twelve
        13: thirteen
        14: fourteen
        15: fifteen
        16: sixteen
        17: seventeen
        18: eighteen
        19: nineteen
        20: twenty
        30: thirty
        40: forty, fourty
        50: fifty
        60: sixty
        70: seventy
        80: eighty
        90: ninety
    """),
    wholes=numbers("12: dozen"),
    scales=numbers("""
        100: hundred
        1000: thousand, thsd, thd, ths, k
        100000: lakh, lakhs, lac, lacs
        1000000: million, millions, mln, mn, mio, mil, m
        10000000: crore, crores, cr
        1000000000: billion, billions, bln, bn, b
        1000000000000: trillion, trillions, trln, tn
    """),
    letters=words("k m b"),
    halves=words("half"),
    and_a_half=(("and", "a", "half"), ("and", "one", "half")),
    couples=words("couple"),
    bare_scales=frozenset(),
    bare_genitives=frozenset(),
    bare_after=frozenset(),
    inverting=frozenset(),
    singular=words("one"),
    articles=words("a an"),
    joins=words("and"),
    range_words=words("to or till"),
    between=words("between"),
    between_and=words("and to"),
    from_words=words("from"),
    from_to=words("to"),
    change_from=frozenset(),
    falling=words(
        "down cut cuts cutting reduce reduces reduced reducing lower lowers lowered lowering trim trims trimmed trimming slash slashes "
        "slashed slashing fall falls fell fallen falling drop drops dropped dropping pared shrank shrunk"
    ),
    change=words(
        "raise raises raised raising increase increases increased increasing lift lifts lifted lifting boost boosts boosted "
        "boosting cut cuts cutting reduce reduces reduced reducing lower lowers lowered lowering trim trims trimmed trimming "
        "slash slashed slashes slashing grow grows grew grown growing rise rises rose risen rising up down fall falls fell fallen "
        "falling drop drops dropped dropping revise revises revised revising upgrade upgrades upgraded expand expands expanded "
        "expanding expansion increase double doubles doubled doubling triple tripled went go goes going gone pared pare move "
        "moves moved moving shrink shrinks shrank shrunk bring brings brought bringing change changes changed climb climbs "
        "climbed climbing jump jumps jumped jumping halve halved decrease decreases decreased scale scaled ramp ramps ramped "
        "ramping slow slowed upped improve improved drift drifted push pushed pull pulled take takes took step stepped enlarge "
        "enlarged enlarging extend extended dip dipped plunge plunged soar soared surge surged swell swelled slip slipped"
    ),
    before=table("""
        about: about, around, some, roughly, approximately, approx, circa, ca, an estimated, estimated, in the region of
        about: in the order of, on the order of, of the order of, something like, in the neighbourhood of, in the vicinity of
        almost: close to, nearly, almost, not quite, just shy of, shy of, just short of, virtually, practically, well-nigh
        just under: just under, just below, slightly under, slightly below, slightly less than, slightly fewer than
        just under: a little under, a little less than, a bit under, a bit less than, a shade under, a touch under
        up to: up to, upto, as many as, as much as, as high as
        at most: a maximum of, maximum of, maximum, max, at most, at the most, no more than, not more than, not over
        at most: not exceed, not exceeding, no higher than, not above, capped at, limited to
        less than: less than, fewer than, under, below, be fewer than
        at least: at least, at the least, a minimum of, minimum of, minimum, no fewer than, not fewer than, no less than
        at least: not less than, not below, not be fewer than, not be less than, no lower than, not under
        over: over, above, beyond, more than, upward of, upwards of, north of, in excess of, greater than, well over
        over: well above, well beyond, far more than, exceed, exceeds, exceeded, exceeding, surpass, surpasses, surpassed
        over: surpassing, topped, topping, well in excess of, easily
        just over: just over, just above, just more than, slightly over, slightly above, slightly more than, a little over
        just over: a little more than, a bit over, a bit more than, little more than, a shade over, a touch over
    """),
    after=table("""
        over: plus, odd, something
        at least: or more, and more, and above, and up, at least, at the least, minimum, or above, at a minimum
        up to: or less, or fewer, at most, at the most, maximum, at best, max, at a maximum
        about: or so, or thereabouts, give or take
    """),
    fillers=words("the a total of all another further additional initial extra"),
    rate_in=words("a per an each every"),
    rate_times=table("""
        year: year, annum, yr, calendar
        month: month, mo
        week: week, wk
        day: day, workday
        other: hour, shift, minute, second, quarter, night, turn
    """),
    rate_adverbs=table("""
        year: annually, yearly, pa
        month: monthly
        week: weekly
        day: daily
        other: hourly
    """),
    rate_adjectives=table("""
        year: annual, annually, yearly, annualised, annualized
        month: monthly
        week: weekly
        day: daily
        other: hourly
    """),
    rated=(
        "capacit",
        "output",
        "produc",
        "volume",
        "rate",
        "pace",
        "run",
        "throughput",
        "manufactur",
        "assembl",
        "build",
    ),
    rate_before=words("per each every"),
    not_before=words("day"),
    rate_units={
        "upa": ("units", "year", 1),
        "upm": ("units", "month", 1),
        "tpa": ("tonnes", "year", 1),
        "tpy": ("tonnes", "year", 1),
        "tpd": ("tonnes", "day", 1),
        "ktpa": ("tonnes", "year", 1e3),
        "ktpy": ("tonnes", "year", 1e3),
        "kta": ("tonnes", "year", 1e3),
        "mtpa": ("tonnes", "year", 1e6),
        "mtpy": ("tonnes", "year", 1e6),
        "mmtpa": ("tonnes", "year", 1e6),
        "bpd": ("barrels", "day", 1),
        "boepd": ("barrels", "day", 1),
        "kboepd": ("barrels", "day", 1e3),
    },
    currencies=table("""
        USD: dollar, dollars, usd, bucks
        EUR: euro, euros, eur
        GBP: pound, pounds, sterling, gbp
        RUB: ruble, rubles, rouble, roubles, rub, rur
        CNY: yuan, renminbi, rmb, cny
        JPY: yen, jpy
        KRW: won, krw
        INR: rupee, rupees, rs, re, inr
        CHF: franc, francs, chf
        AED: dirham, dirhams, aed
        MAD: mad
        ZAR: rand, rands, zar
        BRL: real, reais, reals, brl
        MXN: peso, pesos, mxn
        TRY: lira, liras
        KZT: tenge, kzt
        UZS: sum, soum, soums, uzs
        PLN: zloty, zlotys, pln
        HUF: forint, forints, huf
        CZK: koruna, korunas, crown, crowns, czk
        SEK: krona, kronor, sek
        NOK: krone, kroner, nok
        DKK: dkk
        THB: baht, thb
        MYR: ringgit, myr, rm
        IDR: rupiah, idr, rp
        VND: dong, vnd
        SAR: riyal, riyals
        IRR: rial, rials
        RSD: dinar, dinars
        KES: shilling, shillings
        UAH: hryvnia, hryvnias
        RON: lei, leu
        BGN: lev
        NGN: naira
        BDT: taka
        GHS: cedi, cedis
        BYN: byn
        CAD: cad
        AUD: aud
        HKD: hkd
        TWD: twd
        SGD: sgd
        CENT: cent, cents, pence, kopecks, paise
    """),
    nations=table("""
        : us, u, american, russian, chinese, indian, japanese, korean, south, british, mexican, brazilian, uzbek, kazakh, s
        CAD: canadian
        AUD: australian
        HKD: hong, kong
        SGD: singapore
        TWD: taiwan, taiwanese, nt
        CHF: swiss
        MAD: moroccan
        SEK: swedish
        NOK: norwegian
        DKK: danish
        CZK: czech
        BYN: belarusian, belarussian
        PKR: pakistani, pakistan
        PHP: philippine
        ARS: argentine
        COP: colombian
        CLP: chilean
        EGP: egyptian
        DZD: algerian
        KWD: kuwaiti
        KES: kenyan, kenya
        TZS: tanzanian
        UGX: ugandan
    """),
    percents=words("percent percentage pct"),
    price_in=words("apiece each"),
    numbered=words(
        "model phase stage unit line no nos number hall table module block flight figure page chapter plant factory fab type class "
        "series mark mk level tier euro step room gate building shop furnace lot version generation gen part article section "
        "day week season option schedule max boeing airbus windows route highway exit unit building zone sector pier berth "
        "footnote note appendix volume dock"
    ),
    thousandths={"thousandth": 1e3, "millionth": 1e6, "billionth": 1e9},
    milestones={"millionth": 1e6, "thousandth": 1e3},
    abbreviations=words("mln mn mio bn bln thsd trln tn cr"),
    fractions=words(
        "third thirds quarter quarters fourth fourths fifth fifths sixth sixths eighth eighths tenth tenths half"
    ),
    times=words("times fold x-fold"),
    fewer=words("fewer less"),
    by=words("by"),
    grown=(),
    grown_words=frozenset(),
    planned=(),
    sized=frozenset(),
    differing=words("more fewer less higher lower"),
    ordinals=words("th st nd rd"),
    case_endings=frozenset(),
    stops=words(
        "in on at of by for from to with without within into onto over under after before during since until till through per and or "
        "but nor as than that which who whom whose while when where if because so then also too is are was were be been being am "
        "will would can could may might shall should must do does did has have had having a an the this that these those its it "
        "their his her our my your he she they we i you not no more less fewer most least about around against between among "
        "annually yearly monthly weekly daily now currently today yesterday tomorrow last next this each every both either respectively "
        "compared versus vs up down out off only just still already again ago earlier later alone there here worth according "
        "including excluding plus minus instead rather despite due once like said says say told told made make makes built build "
        "builds rolled produced produce produces assembled sold sell sells delivered exported left came come went go goes took "
        "using across toward towards beyond below above near via upon throughout amid overseas abroad worldwide globally domestically afterwards "
        "besides always perhaps thus sometimes nowadays onwards downwards upwards elsewhere nationwide"
    ),
    generic=words("units unit pieces copies examples pcs numbers sets items machines"),
    of=words("of"),
    determiners=words("the these those its their such this our all electric new"),
    year_prepositions=words(
        "in by since during for after before until mid late early and throughout calendar"
    ),
)
