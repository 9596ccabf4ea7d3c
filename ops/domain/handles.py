"""Made-up words to call someone by. Plain things that say nothing about anyone."""

from collections.abc import Collection
from uuid import UUID

WORDS = tuple(
    """acorn amber anchor apple aspen atlas aurora bamboo barley basil beacon birch bison
    breeze bridge brook button canyon cedar cello cherry cinder clover cobalt comet copper
    coral cosmos cricket crystal cypress daisy dolphin dune eagle echo ember fable falcon fern
    finch flint forest fox garnet ginger glacier granite harbor hazel heron holly indigo
    island ivory ivy jade jasper juniper kestrel kite lagoon lantern lark laurel lemon lilac
    linden lotus lunar lynx magnet mango maple marble marigold meadow mint mirror misty moss
    nectar nickel nutmeg oak oasis ocean olive onyx opal orchid osprey otter panda pebble
    pepper pine pixel planet plum poppy prairie puffin quartz quill rain raven reed river
    robin rocket rose saffron sage salmon sequoia shadow silver sparrow spruce stone summit
    sunny swan tango thistle thunder tiger topaz tulip tundra turtle velvet violet walnut
    willow winter wren yarrow zebra zephyr""".split()
)


def made_up(visit: UUID, in_use: Collection[str]) -> str:
    """A word not in use now. The same visit gets the same word while it is free; when every
    word is taken, the first one with a number behind it."""
    start = visit.int % len(WORDS)
    turned = WORDS[start:] + WORDS[:start]
    for word in turned:
        if word not in in_use:
            return word
    number = 2
    while f"{turned[0]} {number}" in in_use:
        number += 1
    return f"{turned[0]} {number}"
