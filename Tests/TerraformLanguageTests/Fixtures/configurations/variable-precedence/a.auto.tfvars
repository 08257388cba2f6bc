in_auto       = "a.auto.tfvars"
in_both_autos = "a.auto.tfvars"
