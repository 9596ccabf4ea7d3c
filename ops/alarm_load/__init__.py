"""A model room with a model team, to count the alarms that the product's own rules make in it.

The model is docs/alarm-load.md, written before any result. It shares nothing with the
demo's room (ops.simulator), which is livelier than a real one and may be made livelier
still. Acts, deadlines and alarms are ops.domain's; nothing here decides them again.
"""
