variable "only_default" { default = "default" }
variable "in_tfvars" { default = "default" }
variable "in_auto" { default = "default" }
variable "in_both_autos" { default = "default" }
variable "in_json" { default = "default" }
variable "without_default" { type = number }
output "all" {
  value = [var.only_default, var.in_tfvars, var.in_auto, var.in_both_autos, var.in_json, var.without_default]
}
