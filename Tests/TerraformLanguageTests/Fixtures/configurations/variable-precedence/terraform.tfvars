in_tfvars       = "terraform.tfvars"
in_auto         = "terraform.tfvars"
in_both_autos   = "terraform.tfvars"
without_default = "42"
