"""Score a ranking: queries and judgements in, rankings made, figures out, by the measures of the
field.

`collection` reads queries, judgements and documents; `runs` makes and writes rankings; `scoring`
measures them with ir-measures (which needs the extra `evaluate`).
"""
