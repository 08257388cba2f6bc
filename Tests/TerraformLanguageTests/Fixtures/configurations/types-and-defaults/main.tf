variable "service" {
  type = object({
    name     = string
    replicas = optional(number, 2)
    enabled  = optional(bool, true)
    labels   = optional(map(string), {})
    limits = optional(object({
      cpu    = optional(number, 256)
      memory = optional(string, "512")
    }), {})
    note = optional(string)
  })
  default = {
    name   = "api"
    limits = { cpu = "1024" }
    extra  = "dropped"
  }
}

variable "ports" {
  type    = list(number)
  default = ["80", 443]
}

variable "names" {
  type    = set(string)
  default = ["b", "a", "b", 3]
}

variable "flags" {
  type    = map(bool)
  default = { x = "true", y = false }
}

variable "pair" {
  type    = tuple([string, number])
  default = [1, "2"]
}

variable "loose" {
  default = { any = ["thing", 1, true] }
}

variable "rules" {
  type = list(object({
    port = number
    from = optional(list(string), ["10.0.0.0/8"])
  }))
  default = [{ port = 22 }, { port = 443, from = ["0.0.0.0/0"] }]
}

variable "nothing" {
  type     = string
  default  = null
}

output "service" { value = var.service }
output "ports" { value = var.ports }
output "names" { value = var.names }
output "flags" { value = var.flags }
output "pair" { value = var.pair }
output "loose" { value = var.loose }
output "rules" { value = var.rules }
output "nothing" { value = var.nothing == null ? "was null" : var.nothing }
