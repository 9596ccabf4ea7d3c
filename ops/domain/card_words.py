"""The words that cards are made of: plain things, none of them about anybody, none unkind."""

WORDS = tuple(
    """acorn actor adapt add adopt advice agree ahead airport album alcove alder alert algebra alive alley
    allow almanac almond aloe alone along alphabet alpine already amber ample amuse anchor ancient
    anemone angle animal anise ankle answer antelope antenna anthem antique anyone appear applaud apple
    apricot april apron aquarium arbor arcade arch archive arctic area arena argyle arise armchair
    arrange arrive artist ascend ask aspen assist aster athlete atlas attend attic august aurora author
    autumn avenue aviary avocado await awake award aware awning azalea backpack badger bagel bagpipe
    bake baker balance balcony ball ballad ballet balloon bamboo bamboos banana bandana banjo banner
    bark barley barn barnyard barrel baseball basic basil basin basket bath baton bay beach beacon
    beaker beam bean beauty bedroom beech beehive beet begonia beige believe bell belong bench beret
    berry bicycle birch bird birdbath birdseed birdsong birthday biscuit bison blanket blend blink bloom
    blossom blue bluebell bluejay board boat bobbin bobsled body bond bonnet bonus book bookcase bookend
    bookmark boost borrow bottom bough boulder bounce bouncy bouquet bowl box boxcar bracelet braid
    brain bramble branch brass brave bread break breathe breeze breezy brick bridge brief bright
    brimming bring brioche brisk broad broccoli bronze brook broom browse brush bubble bucket buckle bud
    buffalo bugle build builder bulb bulletin bundle bungalow bunny bureau burrow bus busy button cabana
    cabbage cabin cabinet cactus cafe calendar calico call calm camel camellia camera camp canary candid
    candy canoe canopy canvas canyon cape caper capital captain capture caramel caravan caravel card
    cardinal carefree cargo carillon carnival carol carp carpet carriage carrot carry carton carve
    carver cascade cashew cashmere cast castle casual catalog catkin catnip cattail cattle cavern caviar
    cedar ceiling celery cello center ceramic cereal certain chair chalk chamber chamois change channel
    chapel chapter charge charity charm chart check cheddar cheer cheerful cheese chef cherry chess
    chestnut chick chickpea chief chime chimney china chip chisel chive choice choir chorus chowder
    chroma chutney cinder cinema cinnabar cinnamon circle circus citrus city clam clap clarinet clarity
    class classic clay clear clerk clever click cliff clifftop climb cloak clock closet cloth clothes
    cloud clover club clue cluster coach coast coat cobalt cobble cobbler cocoa code coffee cohort coin
    collage collar collect college collie colony color column comb combine comedy comet comfort comic
    comma common commute compass compose computer concern concert conch condor conduct cone confetti
    connect consider consul cookie cool copilot copper copy coral cordial corduroy cork corner cornet
    cornmeal cosmos cottage couch count counter country county couple coupon courage course couscous
    cover cowbell cowslip coyote cozy crab cradle craft crane crate crawl crayon cream create creator
    creature credit creek crescent cress crest cricket crimson crisp crochet crocus crop crossing crowd
    crown cruise cruiser crumb crumpet crunch cube cuckoo cuff culture cup cupboard cupcake curator curd
    curious curl current cursor curtain curve cushion custard cyan cycle cyclone cymbal cypress daffodil
    dahlia dainty dairy daisy dance dancer dapper dapple daring dart dash data date dawn day daylight
    dazzle debate decide deck deer delight deliver delta denim depth derby desert design desk dessert
    detail detect devote dewdrop dial diamond diary digest digit dill dime dinghy dinner dinosaur
    diploma direct disc discover dish display distant dock dog dogwood doily doll dolphin dome domino
    donate door doorbell doorway dot dough doughnut dove dovetail downhill draft drama draw drawer
    drawing dream dress drift drive driver drizzle drum drumbeat dry dryer duckling duet dugout dulcimer
    dumpling dune duo dusk dwell dynamo eagle eaglet early earmuff earn earring earth earthen easel easy
    echo eclair eclipse edge edit editor educate effort egg eggplant eggshell eight elastic elbow elder
    elect electric elegant elephant elevator eleven elk elm elmwood embark ember emblem emerald emotion
    empire employ emu enable enchant encore energy engine enjoy ensign enter entire entry envelope epic
    equal equator era ermine errand espresso essay estate evening evensong event exact example excite
    exhibit exit expand expert explore express extra fable fabric face fact fair fairway faith falafel
    falcon fame family fan fancy fanfare farm farmer farmyard fashion fast faucet favor feast feather
    feathery feature february feel fellow felt fennel fern ferry fescue festival fetch fiber fiction
    fiddle fiddler field fifteen fifty fig figure file film finch find finger finish fir firefly
    fireside first fish fishbowl fisher fit five fjord flag flake flamingo flannel flapjack flare flavor
    flax flaxen fleece flight flint flip flock floor florist flow flower fluent fluff fluffy flute fly
    foal foam focus fold folder folk follow fondue foot footpath forecast forest forever forge formal
    formula fort fortune forum forward fossil fountain four fourteen fox foxglove foxtail fragrant frame
    freckle free freedom freesia freight french frequent fresco fresh fresher friday friend fringe frog
    frost frosting frozen fruit fruity fudge fuel fun funnel funny furrow future gable gadget gain gala
    galaxy gallery gallon gallop gander gap garage garden gardener gardenia garland garlic garment
    garnet gate gateway gather gauge gazebo gazelle gecko gem general genius gentle geode geranium get
    giant gift giggle ginger gingham gingko giraffe give glacier glad glade gladiola glance glass glaze
    gleam glee glide glider glitter globe gloss glove glow glue gnome goal goat goatherd goblet goldfish
    golf good goose gopher gorge gosling gown grace gradual graduate grand granite granny granola grant
    grape graph grateful gravel gravy graze great green greenery greeting griddle griffin grin grocer
    groove grotto ground group grove grow growth guess guide guild guitar gull gum gumdrop guppy gymnast
    habit half halibut halo hamlet hammock hamper hamster hand handle handy hangar happy harbor hare
    harmony harp hat haven hawk hay hayloft hayride haystack hazel hazelnut health hear heart hearth
    heath heather hedge height heirloom hello helmet help hemlock hemp hen herald herb herd heritage
    hexagon hibiscus hickory high highland hike hill hillside hilltop hinge hint history hobby hoist
    hold holder holiday holly home homely honest honey honeybee honeydew honor hoop hope hopeful hopping
    horizon horn host hotel hour house hover hub huddle hum human hummus humor hundred hut hyacinth
    hydrant hymn iceberg icing icon idea iguana imagine impala import improve inch include index indigo
    indoor ink inkblot inkstand inkwell inland inlet inn inquire inside inspire instant insulate intend
    invent invite iris iron island item ivory ivy ivywood jackdaw jacket jade jaguar jam january jar
    jasmine jasper jaunt jaybird jazz jeans jelly jersey jetty jewel jigsaw jingle job jogger join joke
    jolly journal journey jovial joy jubilant jubilee jug juggle juice july jump jumper june jungle
    junior juniper kale kangaroo kayak kazoo keel keen keeper keg kelp kernel kestrel kettle key
    keyboard keystone kiln kilt kind kingdom kiosk kitchen kite kitten kiwi knapsack knee knit knob
    knoll knot koala label lace ladder ladle ladybird lagoon lakeside lamb lamp land lane language
    lanolin lantern lapel lapis larch large lark larkspur laser lasso latch lather latitude latte
    lattice laugh launch laundry laurel lava lavender lawn layer lead leader leafy league leap learn
    leather leave lecture ledge leek leg legacy legend legume leisure lemon lemonade lemony lemur lens
    lentil leopard lesson letter lettuce level liberty library lichen lid lifeboat lifeline lift light
    lighten lilac lilting lily lime limerick linden linen liner link lion liquid list listen literary
    little lively llama loaf loafer lobby lobster local locket lodge loft log logbook lollipop loom loop
    lotus lounge lovage love lovely loyal luck lucky luggage lullaby lumber lunar lunch lunchbox lupin
    lush lute luxury lynx lyric macaroni macaw machine mackerel mackinaw magenta magic magnet magnolia
    magpie mahogany mail mall mallard mallet mallow mammal manage mandarin mandolin mango manor mantle
    map maple mapmaker marble march margin marigold marina marine marjoram mark marker market marlin
    marmot maroon marquee marsh marvel mascot mason mastiff mat matter mayor maze meadow meadowy meal
    measure medal meet mellow melody melon melt member memory mention menu merchant merry mesa mesh
    metal meteor metro midday midnight midway milk millet millpond mimosa mineral mingle mini minnow
    mint minute miracle mirror mission mitten mix model modern modest mole moment monday mongoose
    monitor month mood moon moonbeam moonrise moose mop morning mosaic moss mossy motel motion motor
    motto mound mountain movie mud muffin mug mulberry mulch mural muscat museum music musket muslin
    mustard myrtle mystery myth name napkin narrow narwhal native natural nature navy nectar neighbor
    nettle network new news newt nickel night nimble nine noble noodle noon noontime north note notebook
    nougat novel november number nursery nurture nutmeg nutshell nylon oak oakwood oar oasis oatcake
    oath oatmeal oboe observe ocean ocelot october octopus office oil olive omelet onion onward onyx
    opal open opera option orange orbit orchard orchid order oregano orient origami origin oriole
    ornament osprey ostrich otter outing outlook outside oval oven overcoat overpass owl owlet oxbow
    oxlip oxygen oyster ozone pack paddle page pagoda paint palace palette palm pamphlet pancake panda
    panel panther papaya paper paprika parade parasol parcel parka parlor parrot parsley parsnip partner
    party pasta paste pastry pasture patch path pathway patio pattern pavilion peach peacock peak peanut
    pearl pebble pebbly pecan pedal pelican pencil penguin penny peony pepper perch perfume period
    petunia phone photo pianist piano piccolo pickle picnic picture pie pier pigeon pillow pilot
    pinecone pinewood pink pioneer pitcher pixel pizza place plaid plan planet plant plate platter plaza
    pleasant plenty plum plume plumtree plush pocket podium poem poet polar polish polka pollen pomelo
    poncho pond pony poodle pool poplar porch porridge porter portrait post postage postcard poster
    potato potter pottery prairie present pretty pretzel primrose print prism prize project promise
    prune puddle puffin pulley pumpkin pupil puppet puppy purple purse puzzle pyramid quail quartet
    quartz quest question quiche quick quiet quill quilt quilting quince quiver quiz quote rabbit
    raccoon racket radio radish raft railway rain rainbow rainfall raisin rake rally rambler ramp ranch
    ranger rapids raven ravine reader ready recipe record red redwood reed reef referee refresh reindeer
    relay relish remember return rhubarb rhyme rhythm ribbon ribboned rice riddle ridge ring ripple rise
    river riverbed road roast robe robin robot rocket rodeo roller roof rookie room rose rosebud
    rosemary rosewood round row rowan rowboat royal ruby rucksack rudder ruffle rug ruler runner rural
    rustic rye saddle saffron sage sail sailboat sailor salad salmon salsa salt sand sandal sandbank
    sandbox sandpit sandwich sapling sapphire sardine satchel satin saturday sauce saucer savanna scarf
    scarlet scene scent school schooner science scooter scout sculptor sea seafarer seagull seashell
    seaside season seat seed seesaw sequoia seven shade shape share shawl shed sheep sheepdog shelf
    shell sherbet shine ship shirt shoe shoelace shop shore shoulder show shrimp shrub shuttle sidewalk
    signal silk silken silver simple singer siren skate sketch ski skillet skirt sky skylark sled sleeve
    sleigh slice slide slipper smile smooth snack snowdrop snowman soap soccer sock sofa soil solar
    solid solo sonata song songbird sonnet soup south souvenir soybean space spaniel sparkly sparrow
    spatula spinach spiral splash sponge sport spring sprinkle sprout spruce square squash squirrel
    stable stair stamp stanza star starfish starling starlit station statue steady steam steel stem
    stencil step sticker stitch stool stork storm story stove stream street string stripe stroll studio
    sturdy subway suede sugar suit summer summit sun sunbeam sunbird sunday sundial sunlight sunny
    sunrise sunset supper surf surprise swallow swan sweater sweet swift swim swing switch sycamore
    symphony syrup tablet taco tadpole tailor talent tandem tango tapestry tart task tassel taxi tea
    teacher teacup teal teapot teatime ten tender tennis terrace terrier theater thicket thimble thirty
    thistle thread three thrush thunder thursday ticket tide tiger tile timber tinsel toast toffee
    tomato toolbox top topaz tortoise toucan tower town toy tractor trade trail train tram travel tray
    treasure treat tree treetop trellis triangle tribune trio trolley trombone trophy trout trumpet
    trunk tuba tube tuesday tugboat tulip tuna tundra tunic tunnel turnip turtle tutor twelve twenty
    twig twilight twin twine typist ukulele umbrella unicorn unison unity upland uplift upright urban
    urchin usher vacation valley value vanilla vase vault velvet velvety vendor verb verse vest viaduct
    video village vine vintage viola violet violin vista vivid voice volcano volley volume voyage waffle
    waggle wagon walk walkway wallaby wallet walnut walrus waltz wander warbler wash watch water wave
    wavelet wax waxwing weather weaver web weekday welcome west whale wharf wheat wheel whisker whisper
    whistle wicker wide willow windmill window windsock wing winter wisdom wisteria wolf wombat wonder
    woodbine woodland woodwork wool woolen word work workshop world wreath wren writer yacht yak yard
    yarn yarrow year yeast yoga yogurt yonder young yucca zebra zenith zephyr zest zestful zinc zinnia
    zipper zither zoo""".split()
)
