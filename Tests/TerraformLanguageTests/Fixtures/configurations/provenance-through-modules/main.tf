module "storage" {
  source  = "./modules/storage"
  buckets = { logs = {}, data = { versioned = true } }
}

module "protection" {
  source  = "./modules/protection"
  targets = module.storage.ids
}

locals {
  data_id = module.storage.ids["data"]
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = local.data_id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
