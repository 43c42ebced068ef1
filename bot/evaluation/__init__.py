"""How well the matcher judges: labelled sets played through the product's pipeline, and models learned from them."""
