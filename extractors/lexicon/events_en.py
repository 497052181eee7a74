"""English phrases of starting, stopping and putting off production that need no other word beside them.

Patterns are those of cues_en.py: `*` ends a stem, `..` stands for up to three words.
"""

WORDS = {
    "start.done": """
        follow on; follow in; followed on; followed in; is next; are next; is first; are first; was first; were first; was the first; comes last; come last; next to go;
        back at work; back in production; back in operation; back in action; back on line; running again; run again; working again; building again; built again; made again; assembled again; producing again;
        in production again; up and running again; work again; operating again; get going; gets going; got going; start rolling; starts rolling; started rolling; begin rolling; began rolling; start operating; starts operating; started operating;
        take up work; takes up work; took up work; takes up production; taken up production; into series; goes into series; go into series; went into series; enters series; start of series; on the line next;
        starts commercial production; into commercial production; went into commercial production; saw .. come off; put on stream; came on stream; comes on stream; come on stream; put on the line; back at the conveyor; back to the line; is at work; been at work since; was opened; were opened; blown in again;
        opening on; will be switched on; hit the line; hits the line; opened its doors; opens its doors; opened its gates; open its gates; has opened; in commercial operation; commercial operation; commercial operations; commercial production; serial production; volume production; first heat; first melt;
        first fuselage; first wafers; first product; first vehicles; first trucks; first buses; first cars; first customer car; its first car; return to production; returns to production; returned to production; return of
    """,
    "stop.done": """
        remain closed; remains closed; remained closed; remain shut; remains shut; remained shut; stay closed; stays closed; stayed closed; stay shut; stays shut; stayed shut; remain idle; remains idle; remain idled; remain suspended; remains suspended; remain halted; remain down;
        kept closed; kept shut; keep .. closed; keep .. shut; keeps .. closed; keeps .. shut; out of service; out of action; out for repair; out for repairs; lay idle; lies idle; lie idle; lain idle; stand idle; stood idle; standing idle; standing still; stand still; stands still; fell still; fell quiet; gone quiet; go quiet; goes quiet;
        go silent; gone silent; goes silent; stay silent; stays silent; taken out of production; out of production; ends production; ended production; end production; ends manufacturing; brought .. to a halt; brought .. to a standstill; brings .. to a standstill; bring .. to a halt; come to a halt; came to a halt; comes to a halt; come to a standstill;
        came to a standstill; collective leave; collective holiday; collective holidays; forced holiday; forced vacation; on furlough; put on furlough; laid down their tools; downed tools; down tools; no work in; nothing will move; nothing was assembled; nothing was built; bowed out; bows out; packing up; closed its doors; close its doors; closes its doors; closed its gates; shut its gates;
        took down; takes down; be out for; is out for; sends .. home; send .. home; sending .. home; sent everyone home; wound up; be wound down; closed for good; given up; production is over; no cars are built; last call; ran out of parts; been quiet; been cold since; been closed; been shut; been halted; been suspended; lost power; out of use; taking a break; take a break; takes a break; went on holiday; go on holiday; goes on holiday; non-production days; no-production days; no production day; non-working day; non-working days; nonworking days; idle day; idle days; shutdown days; days without production; day without production; non-productive days; care and maintenance
    """,
    "stop.noun": """
        production halt; production pause; production stoppage; production shutdown; factory shutdown; plant shutdown; plant closure; factory closure; temporary shutdown; temporary closure; maintenance shutdown; maintenance break; summer shutdown; winter shutdown; winter break; christmas break;
        summer holidays; plant holidays; factory holidays; works holidays; annual shutdown; planned shutdown; works holiday; stand-down; layoff; lay-off; temporary stop
    """,
    "lasts": """
        will last; to last; lasted; lasting; lasts; will run until; runs until; runs through; will continue until; continues until; was extended; is extended; extended to; extended until; extended through; been extended; prolonged to; prolonged until; will remain closed; remains closed; remain closed; stays closed; stay closed; will stay shut; stay shut; remain shut;
        remain so; remain idle; closed until; shut until; halted until; suspended until; down until; idle until; was stretched; resume on; not resume until; not restart until; not reopen until
    """,
    "postpone": """
        slipped from; slips from; slip from; moved back; moves back; moved out; put back; set back; pushed from; pushed out; pushed back from; later than announced; later than planned; behind schedule; brought forward from; brought forward; pulled forward; moves to; moved from; shifted from; shifted to; postponed from; postponed to; delayed from; delayed to; deferred from; deferred to; rescheduled from; rescheduled to; extended from; been moved
    """,
    "plan.past": """
        had once been due; had been due; once due; was once due; had been pencilled; had been penciled; had been expected; had been announced; had been foreseen; used to be; had foreseen; had meant; had been meant; previous deadline; the previous deadline; previously due; previously expected; originally due; originally scheduled; originally expected; should have been; ought to have; it was said at first; was first; had aimed; until now the company had; originally intended; as first intended; as originally planned; had set out to
    """,
    "denied": "rejected reports; rejects reports; rejected newspaper; rejected media; dismissed reports; dismisses reports; dismissed talk; dismissed rumours; no truth to; reports are wrong; reports were wrong",
    "goods": "conveyor*; lines; furnaces; mills; foundry; forge; shops; paint shop; body shop; suv*; pickup*; sedan*; saloon*; hatchback*; crossover*; van; vans; bus; buses; coach; coaches; tractor*; combine; combines; harvester*; motorcycle*; scooter*; aircraft; jet; jets; airliner*; locomotive*; wagon*; cell; cells; wafer*; chip; chips; steel; aluminium; aluminum; pig iron; cement; fertiliser*; motor; motors; gearbox*; transmission*; tyre*; tire*; smartphone*; hybrid; hybrids; ev; evs; drive units; compact; minivan*; limousine*; roadster*; smelting",
}
