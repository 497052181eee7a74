"""English words that tell what a figure or a clause is about, by tag.

A pattern is one or more words; `*` ends a stem, `..` stands for up to three words between. Longer patterns win
over shorter ones that begin at the same word. Tags are the same for all languages (see extractors/cues.py).
"""

# lemma: base, third person, past, participle, -ing
MAKE_VERBS = """
produce produces produced produced producing
manufacture manufactures manufactured manufactured manufacturing
build builds built built building
make makes made made making
assemble assembles assembled assembled assembling
fabricate fabricates fabricated fabricated fabricating
smelt smelts smelted smelted smelting
mine mines mined mined mining
refine refines refined refined refining
roll rolls rolled rolled rolling
complete completes completed completed completing
finish finishes finished finished finishing
turn_out turns_out turned_out turned_out turning_out
churn_out churns_out churned_out churned_out churning_out
crank_out cranks_out cranked_out cranked_out cranking_out
pump_out pumps_out pumped_out pumped_out pumping_out
put_together puts_together put_together put_together putting_together
put_out puts_out put_out put_out putting_out
knock_out knocks_out knocked_out knocked_out knocking_out
bring_out brings_out brought_out brought_out bringing_out
roll_off rolls_off rolled_off rolled_off rolling_off
come_off comes_off came_off come_off coming_off
run_off runs_off ran_off run_off running_off
leave_the_line leaves_the_line left_the_line left_the_line leaving_the_line
process processes processed processed processing
weld welds welded welded welding
print prints printed printed printing
brew brews brewed brewed brewing
bottle bottles bottled bottled bottling
cast casts cast cast casting
pour pours poured poured pouring
extract extracts extracted extracted extracting
yield yields yielded yielded yielding
contribute contributes contributed contributed contributing
bolt_together bolts_together bolted_together bolted_together bolting_together
ship_out_of ships_out_of shipped_out_of shipped_out_of shipping_out_of
output outputs outputted outputted outputting
"""

# verbs that tie a figure to its subject noun
LINK_VERBS = """
reach reaches reached reached reaching
total totals totalled totalled totalling
total totals totaled totaled totaling
amount_to amounts_to amounted_to amounted_to amounting_to
stand_at stands_at stood_at stood_at standing_at
come_to comes_to came_to come_to coming_to
hit hits hit hit hitting
exceed exceeds exceeded exceeded exceeding
top tops topped topped topping
surpass surpasses surpassed surpassed surpassing
rise rises rose risen rising
grow grows grew grown growing
fall falls fell fallen falling
drop drops dropped dropped dropping
climb climbs climbed climbed climbing
increase increases increased increased increasing
jump jumps jumped jumped jumping
decline declines declined declined declining
slip slips slipped slipped slipping
shrink shrinks shrank shrunk shrinking
double doubles doubled doubled doubling
triple triples tripled tripled tripling
run_at runs_at ran_at run_at running_at
average averages averaged averaged averaging
account_for accounts_for accounted_for accounted_for accounting_for
manage manages managed managed managing
pass passes passed passed passing
plateau_at plateaus_at plateaued_at plateaued_at plateauing_at
number numbers numbered numbered numbering
approach approaches approached approached approaching
achieve achieves achieved achieved achieving
hold hold_at held held holding
"""

GROW_VERBS = """
raise raises raised raised raising
boost boosts boosted boosted boosting
expand expands expanded expanded expanding
lift lifts lifted lifted lifting
ramp_up ramps_up ramped_up ramped_up ramping_up
scale_up scales_up scaled_up scaled_up scaling_up
step_up steps_up stepped_up stepped_up stepping_up
bring brings brought brought bringing
cut cuts cut cut cutting
trim trims trimmed trimmed trimming
reduce reduces reduced reduced reducing
lower lowers lowered lowered lowering
slash slashes slashed slashed slashing
scale_back scales_back scaled_back scaled_back scaling_back
scale_down scales_down scaled_down scaled_down scaling_down
pare pares pared pared paring
revise revises revised revised revising
halve halves halved halved halving
go_up_to goes_up_to went_up_to gone_up_to going_up_to
downgrade downgrades downgraded downgraded downgrading
upgrade upgrades upgraded upgraded upgrading
"""

BEGIN_VERBS = """
start starts started started starting
begin begins began begun beginning
launch launches launched launched launching
commence commences commenced commenced commencing
resume resumes resumed resumed resuming
restart restarts restarted restarted restarting
relaunch relaunches relaunched relaunched relaunching
kick_off kicks_off kicked_off kicked_off kicking_off
open opens opened opened opening
reopen reopens reopened reopened reopening
inaugurate inaugurates inaugurated inaugurated inaugurating
commission commissions commissioned commissioned commissioning
start_up starts_up started_up started_up starting_up
come_on_stream comes_on_stream came_on_stream come_on_stream coming_on_stream
come_online comes_online came_online come_online coming_online
come_on_line comes_on_line came_on_line come_on_line coming_on_line
go_on_stream goes_on_stream went_on_stream gone_on_stream going_on_stream
go_online goes_online went_online gone_online going_online
go_live goes_live went_live gone_live going_live
enter_production enters_production entered_production entered_production entering_production
enter_service enters_service entered_service entered_service entering_service
go_into_production goes_into_production went_into_production gone_into_production going_into_production
reactivate reactivates reactivated reactivated reactivating
restore restores restored restored restoring
initiate initiates initiated initiated initiating
get_under_way gets_under_way got_under_way got_under_way getting_under_way
get_underway gets_underway got_underway got_underway getting_underway
relight relights relit relit relighting
restart_up restarts_up restarted_up restarted_up restarting_up
fire_up fires_up fired_up fired_up firing_up
"""

HALT_VERBS = """
halt halts halted halted halting
stop stops stopped stopped stopping
suspend suspends suspended suspended suspending
pause pauses paused paused pausing
idle idles idled idled idling
close closes closed closed closing
shut shuts shut shut shutting
shut_down shuts_down shut_down shut_down shutting_down
shutter shutters shuttered shuttered shuttering
cease ceases ceased ceased ceasing
to_end ends ended ended ending
will_end will_end ended ended ending
discontinue discontinues discontinued discontinued discontinuing
mothball mothballs mothballed mothballed mothballing
wind_down winds_down wound_down wound_down winding_down
phase_out phases_out phased_out phased_out phasing_out
interrupt interrupts interrupted interrupted interrupting
furlough furloughs furloughed furloughed furloughing
curtail curtails curtailed curtailed curtailing
stand_still stands_still stood_still stood_still standing_still
stand_idle stands_idle stood_idle stood_idle standing_idle
"""

INVEST_VERBS = """
invest invests invested invested investing
spend spends spent spent spending
pour pours poured poured pouring
inject injects injected injected injecting
plough ploughs ploughed ploughed ploughing
plow plows plowed plowed plowing
sink sinks sank sunk sinking
commit commits committed committed committing
allocate allocates allocated allocated allocating
earmark earmarks earmarked earmarked earmarking
put puts put put putting
set_aside sets_aside set_aside set_aside setting_aside
lay_out lays_out laid_out laid_out laying_out
flow_into flows_into flowed_into flowed_into flowing_into
go_into goes_into went_into gone_into going_into
pump_into pumps_into pumped_into pumped_into pumping_into
pledge pledges pledged pledged pledging
budget budgets budgeted budgeted budgeting
channel channels channelled channeled channelling
swallow swallows swallowed swallowed swallowing
cost costs cost cost costing
"""

TAGGED_VERBS = {
    "make": MAKE_VERBS,
    "link": LINK_VERBS,
    "grow": GROW_VERBS,
    "begin": BEGIN_VERBS,
    "halt": HALT_VERBS,
    "invest": INVEST_VERBS,
}

WORDS = {
    "make.noun": """
        production; output; manufacturing; assembly; production volume*; volume*; manufacture; production run;
        build rate*; production rate*; rate of production; series production; mass production; throughput; assemblies
    """,
    "make.past": """
        rolled out; saw .. roll off; was behind; delivered from the line; coming off the line; off the line;
        clocked up; racked up; came out; come out; posted production; got through
    """,
    "cap": """
        capacity; capacities; nameplate; annual capacity; production capacity; installed capacity; capacity to;
        capacity of; designed for; designed to produce; designed to build; designed to make; designed to manufacture;
        sized for; sized to; room for; laid out for; built for; good for; tooled for; tooling for; capability; rated at;
        maximum output; full load; full capacity; geared for; full output; making room for; meant for; design level of; design power of; conceived for; drawn up for; stretched to; enlarged to; full utilisation; full utilization; potential output; full rate; full production; planned for
    """,
    "can": "can; could; able to; capable of; capable to; enable*; allow*; capability; potential",
    "will": """
        will; 'll; won't; shall; should; would; is to; are to; due to; set to; about to; going to; poised to; slated to; expected to;
        projected to; scheduled to; forecast to; likely to; has to; have to; must; may; might; promises to; bound to;
        ready to; on track to; on course to; supposed to; planned to; is due; are due; is expected; are expected
    """,
    "plan": """
        plan to; plans to; planning to; plans; intends; intend; intending; aims; aim; aiming; expects; expect; expecting; hopes; hope; hoping;
        targets; targeting; wants to; want to; means to; looks to; looking to; seeks to; projects; forecasts; envisages; envisions;
        eyes; eyeing; anticipates; anticipate; reckons with; counts on; count on; sees; estimates; estimating; promises; promise; pledges; pledge;
        foresees; budgeted for; pencils in; pencilled in; penciled in; ambition; ambitions; guidance; outlook; planned; projected;
        schedule; scheduled; slated; proposes; proposed; vows; vowed; promised; counts upon; count upon; keeps to; sticks to; pledged; commits to; committed to; expectation; expectations; aspires
    """,
    "plan.noun": """
        target; targets; goal; goals; plan for; plan of; the plan; objective; forecast; guidance; guidance of; assignment; quota; aim of;
        aim is; ambition; outlook; projection; estimate; estimates; milestone; production plan; business plan; schedule of; calls for; call for; programme for; program for
    """,
    "plan.past": """
        had planned; had been planned; was planned; were planned; had expected; had hoped; had targeted; had aimed; had wanted; had forecast;
        had said it would; had intended; was expected to; were expected to; was supposed to; were supposed to; was to have; were to have; was meant to;
        were meant to; was due to; were due to; was to; were to; planned to; expected to have; hoped to; intended to; had reckoned; had pencilled; had penciled;
        was scheduled; were scheduled; was originally; were originally; used to say; once promised; was slated; had predicted; had projected; had promised;
        had announced; had set; had been set; had been due; had been expected; had been intended; been intended; had been scheduled; originally planned; original plan; previously planned; had originally;
        the talk was of; there was talk of; earlier promise; old ambition; once planned; once wanted; had stood in; was down for; had once
    """,
    "prior": """
        instead of; instead of the; rather than; rather than the; previous; original; initial; against a plan of; against plan*; versus a plan of; down from a planned; up from a planned; replacing; replaced; old target of;
        compared with the planned; compared to the planned; in place of; previous target of; earlier target of; earlier plan of; earlier goal of; earlier forecast of; short of the; not the; shy of the; and not; missed
    """,
    "earlier": "originally; initially; previously; earlier; formerly; before; at first; once; until now; used to; long; at one time; in the past; last year; the year before",
    "postpone": """
        postpone*; delay*; push back; pushed back; pushing back; pushes back; put off; puts off; slip* to; slipped; slips; deferred; moved from; move from; moves from; move back from; shift from; shifts from; shifted from; slid from; slide from; slides from; brought forward; bring forward;
        rescheduled; later than; behind schedule; pushed to; moved to; put back; put on hold
    """,
    "not": """
        sold; sale; sales; sell; sells; selling; deliver; delivers; delivered; delivering; delivery; deliveries; shipped; ship; shipping; shipment; shipments;
        register*; registration*; export*; import*; order; orders; ordered; ordering; order book; backlog; booked; booking*; bookings; handed over; hand over; customer*; buyers; found buyers;
        found customers; recall*; dealer*; market share; inventory; inventories; in stock; unsold; warehouse*; subscribers; surplus; deficit; receive; receives; received; insured; stolen; leased; rented; bought;
        fleet; on the roads; reservation*; pre-order*; preorder*; purchase*; buy; buys; units sold; wholesale*; retail; went to; were shipped; in storage; parked; market; demand; contract for;
        scrappage; trade-in; used cars; owners; contracts for; signed for; tender; reached their owners; repair*; defect*; resold; off-take; offtake; replaced in
    """,
    "denied": "nonsense; denied; denies; deny; rumour; rumours; rumor; rumors; plain wrong; untrue; fake; no truth; hoax; not true; invented; false; speculation; unfounded; baseless; refuted",
    "people": "battery capacity; seating capacity; engine capacity; storage capacity; towing capacity; load capacity; payload capacity; employees; employs; employ; employing; workers; jobs; people; staff; workforce; layoffs; laid; hire; hired; hiring; headcount; seats; robots; payroll; residents; members; homes; households",
    "total": """
        nationwide; country's; countrywide; industry-wide; industry; sector; association; globally; worldwide; domestic industry; across the country;
        carmakers together; automakers together; world production; world output; global production; global output; national production; national output;
        country produced; country made; country built; american production; german production; nation's; factories in; plants in; analysts' total; combined
    """,
    "diff": "fewer; more than last; less than last; more than a year; higher than; lower than; times more; times as many; increase of; decrease of; drop of; fall of; rise of; growth of; reduction of; loss of; shortfall of; cut of; lost; decline of; by more than; jump of",
    "compare": "against; versus; compared; compared with; compared to; up from; down from; after; than; from; a year earlier; a year ago; year before; previous year; year-earlier",
    "ofwhich": "of which; of whom; of these; of those; of them; including; among them; thereof; accounted for; a third of them; among which; comprising; made up of; as well as; plus; besides; the rest",
    "sofar": "so far; to date; since; already; in total; cumulative*; all told; altogether; overall; over the years; in its history; milestone; millionth; thousandth; until now; up to now; in all",
    "invest": "investment; investments; capex; capital expenditure; capital investment; investing; capital spending; funding; spending; money; outlay; budget; bill; project costs; cost of the project; project cost; expense; worth of investment; envelope; cost of building; cost of the plant; price tag; injection; commitment; outlays; construction cost; funds; expenditure; project worth; pumped; needed for; required for; will take; takes; earmarked; flowing; invested; worth",
    "plantmoney": "plant; factory; facility; project; complex; works; mill; smelter; site; line; fab; expansion; construction; gigafactory; campus; shop; equipment; modernisation; modernization; retooling; upgrade; hub; workshop; refinery; foundry; yard; shipyard; operations; assembly; production",
    "badmoney": """
        revenue*; profit*; loss; losses; turnover; income; earnings; price; prices; priced; pricing; shares; share; stock; market value; market capitalisation; market capitalization; valuation; dividend*; fine; fined;
        penalty; wage*; salary; salaries; paid; acquire; acquired; acquisition; buy; bought; sold for; sale of; takeover; debt; loan; loans; bond*; bonds; tax; taxes; tariff*; duties; subsidy; subsidies; grant; grants; incentive*; contract*; deal worth; order worth; orders worth;
        sales; starts at; starting at; starts from; costs from; per share; a share; msrp; cash; fund raising; raised; ipo; settlement; damages; compensation; savings; save; saving; impairment; writedown; write-down; charge; charges; ebit; ebitda; margin; net; backlog; worth of goods; value of exports; stake; valued; exports; imports; gdp; borrowed; a piece; apiece; a tonne; per tonne; a ton; per ton; retail; sticker; discount*; bonus*; ticket*; donation*; purchase*; market; cost cuts; cost-cutting; cut costs; a day; retails; sells for; insurance
    """,
    "say": "said; says; say; told; tells; announced; announces; announce; reported; reports; report; confirmed; stated; statement; according to; quoted; writes; wrote; explained; added; declared; disclosed; revealed; tweeted; posted; told reporters; press release; published; release; informed; presented; unveiled; signed",
    "neg": "not; n't; no; never; denied; denies; deny; refuted; without; neither; nor; none; didn't; doesn't; won't; isn't; wasn't; cannot; can't; nobody; rumour*; rumor*; ruled out; rules out; no plans; declined",
    "past": "was; were; had; has; have; did; been",
    "pres": "is; are; currently; now; at present; today; does; do",
    "start.noun": "start of production; launch; start-up; startup; start; beginning; opening; inauguration; commissioning; restart; resumption; relaunch; ramp-up; kick-off; production start; sop; kickoff; kick-start; job one; debut",
    "start.done": """
        first metal; first coil; first steel; first cell; first cells; first chip*; first wafer*; first tonne; first batch; first series; first serial; job 1;
        went into production; gone into production; into series production; goes into series production; go into production; goes into production; will go into production; entered production; enters production; enter production; in series production since;
        started up; back to work; goes back to work; came on stream; on stream; into operation; into service; operational; up and running; back in operation; production-ready; enter series production; into mass production; into volume production; into serial production; go on the line; goes on the line; went on the line; on the line; put into operation; went live; took off; joins; join it; joined; will follow; follows; to follow; added to the line; under way; underway; to be built at; will be built at; will be produced at; will be made at; will be assembled at; return to work; returned to work; returns to work; in operation since; lines run again; begin* operations; start* operations; start* work; take* up production; took up production; working again; lines running again; switched on; fired up; relit; online; blown in
    """,
    "stop.noun": "shutdown; stoppage; halt; suspension; pause; closure; idling; standstill; downtime; outage; furlough; strike; walkout; production stop; break; holiday; summer break; closing; end of production; cessation; interruption; idle; stop",
    "stop.done": """
        idle; inactive; stood still; standstill; at a standstill; lines went silent; fell silent; silent; last car; last vehicle; last one; last unit; final car; final vehicle; last truck; last of the; final unit; stood idle; sat idle; lain idle; been idle; has been idle; went dark; gone dark; ground to a halt; ceased operations;
        out of operation; mothballed; sent home; sent everyone home; sent workers home; on leave; taken offline; came to an end; will be down; be down; was down; were down; been down; goes down; go down; taking .. down; take .. down; is over; pulled the plug; halted; down for; ran out; gave up making; stopped making; stopped production; no production; last left; last rolled; not run since; has not run; not worked since; forced leave; blown out; banked; went quiet; shut its doors
    """,
    "grow.noun": "increase; rise; growth; cut; reduction; expansion; ramp-up; decrease; doubling; boost; jump; lift; hike",
    "lasts": "last; lasts; will last; lasting; runs; will run; until; through; to continue; continue; extends; scheduled for",
    "purpose": "in order to; so as to; plans for; decision to; agreement to; deal to; invest* in; talks to; considering; considers; may consider; mulls; mulling; looking at; negotiat*; could one day; study*; discuss*; would like; wants to start; hopes to; invited to",
    "goods": "production; output; assembly; manufacturing; deliveries to customers; operations; line; lines; plant; factory; facility; site; works; conveyor; mill; furnace; smelter; fab; model; models; vehicle*; car; cars; truck*; engine*; batter*; unit*; work; shop; workshop; yard; shipyard; series; gigafactory; complex",
}
