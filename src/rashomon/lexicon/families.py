"""The types of claims, and the families in which accounts of one happening are compared."""

from __future__ import annotations

# ACLED sub-events and our four states by the family in which accounts are compared.
FAMILIES: dict[str, tuple[str, ...]] = {
    "territory": (
        "government_regains_territory", "non_state_overtakes_territory", "non_violent_transfer_of_territory", "control",
    ),
    "clash": ("armed_clash",),
    "siege": ("siege",),
    "displacement": ("displacement",),
    "toll": ("cumulative_toll",),
    "explosive": (
        "air_drone_strike", "shelling_artillery_missile", "suicide_bomb", "remote_explosive_ied", "chemical_weapon",
        "grenade",
    ),
    "violence": (
        "attack", "sexual_violence", "abduction", "arrests", "excessive_force", "mob_violence",
    ),
    "protest": ("peaceful_protest", "protest_with_intervention", "violent_demonstration"),
    "agreement": ("agreement",),
    "property": ("looting_property_destruction",),
    "disrupted": ("disrupted_weapons_use",),
    "other": ("change_to_group_activity", "headquarters_established", "other"),
}  # fmt: skip
FAMILY = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
UNSETTLED = ("strike", "territory", "hold", "told")  # types that the slots settle
