import ReadinessModel
import Testing

@Suite("Separate resources find what they configure")
struct TerraformLinkTests {
  @Test("for_each over buckets protects each of them")
  func forEachOverResources() throws {
    let facts = try TerraformFixture.facts("for-each-over-resources")
    for key in ["a", "b"] {
      let bucket = try facts.store("aws_s3_bucket.b[\"\(key)\"]")
      #expect(bucket.versioned.effective == true)
      #expect(bucket.publiclyAccessible.effective == false)
      #expect(bucket.publiclyAccessible.isWritten)
    }
  }

  @Test("A module that may leave protection out is judged call by call")
  func modulesWithInnerCount() throws {
    let facts = try TerraformFixture.facts("modules-with-count-and-for-each")
    for (key, isSecure) in [("x", true), ("y", true), ("z", false)] {
      let bucket = try facts.store("module.bucket[\"\(key)\"].aws_s3_bucket.this")
      #expect(bucket.versioned.effective == isSecure)
      #expect(bucket.versioned.isWritten == isSecure)
      #expect(bucket.publiclyAccessible.isWritten == isSecure)
    }
    #expect(facts.dataStores.count == 5)
  }

  @Test("Links hold through outputs, variables and locals")
  func throughModules() throws {
    let facts = try TerraformFixture.facts("provenance-through-modules")
    let data = try facts.store("module.storage.aws_s3_bucket.this[\"data\"]")
    let logs = try facts.store("module.storage.aws_s3_bucket.this[\"logs\"]")
    #expect(data.encryptedAtRest.isWritten)
    #expect(logs.encryptedAtRest == .unset(providerDefault: true))
    #expect(data.versioned.effective == true)
    #expect(logs.versioned == .unset(providerDefault: false))
    #expect(data.publiclyAccessible.isWritten && logs.publiclyAccessible.isWritten)
  }

  @Test("A list of identifiers and an equal name link as a reference does")
  func byPositionAndName() throws {
    let facts = try TerraformFixture.facts("buckets-by-name-and-position")
    #expect(try facts.store("aws_s3_bucket.listed[0]").versioned.effective == true)
    #expect(try facts.store("aws_s3_bucket.listed[1]").versioned.effective == true)
    #expect(try facts.store("aws_s3_bucket.listed[2]").versioned.effective == false)
    #expect(try facts.store("aws_s3_bucket.named").versioned.effective == true)
    #expect(try facts.store("aws_s3_bucket.alone").versioned == .unset(providerDefault: false))
  }

  @Test("Protection that may belong to another bucket leaves the question open")
  func unknownTarget() throws {
    let facts = try TerraformFixture.facts(
      main: """
        variable "bucket" {}
        resource "aws_s3_bucket" "data" {
          bucket = "acme-data"
        }
        resource "aws_s3_bucket_versioning" "some" {
          bucket = var.bucket
          versioning_configuration {
            status = "Enabled"
          }
        }
        """
    )
    #expect(try facts.store("aws_s3_bucket.data").versioned.unknownReason != nil)
  }

  @Test("Protection that may or may not be created is not counted on")
  func unknownCount() throws {
    let facts = try TerraformFixture.facts(
      main: """
        variable "protect" { type = bool }
        resource "aws_s3_bucket" "data" {
          bucket = "acme-data"
        }
        resource "aws_s3_bucket_versioning" "data" {
          count  = var.protect ? 1 : 0
          bucket = aws_s3_bucket.data.id
          versioning_configuration {
            status = "Enabled"
          }
        }
        """
    )
    #expect(try facts.store("aws_s3_bucket.data").versioned.unknownReason != nil)
    #expect(facts.unresolved.map(\.address) == ["aws_s3_bucket_versioning.data"])
  }

  @Test("A bucket with everything shows everything")
  func everything() throws {
    let facts = try TerraformFixture.facts("bucket-with-everything")
    let bucket = try facts.store("aws_s3_bucket.data")
    #expect(bucket.encryptedAtRest.isWritten)
    #expect(bucket.customerManagedKey.effective == true)
    #expect(bucket.encryptedInTransit.effective == true)
    #expect(bucket.deletionProtection.effective == true)
    #expect(bucket.copiedToOtherRegion.effective == true)
    #expect(bucket.expiryDays.effective == 365)
    #expect(bucket.accessLogged.effective == true)
    #expect(try facts.store("aws_s3_bucket.logs").publiclyAccessible.effective == true)
    #expect(facts.regions == ["eu-central-1", "us-west-2"])
  }

  @Test("What the account says holds where the resource says nothing, in its region only")
  func accountDefaults() throws {
    let facts = try TerraformFixture.facts("account-defaults")
    let silent = try facts.store("aws_ebs_volume.silent")
    #expect(silent.encryptedAtRest.effective == true)
    #expect(silent.encryptedAtRest.location?.line == 2)
    #expect(try facts.store("aws_instance.machine").encryptedAtRest.effective == true)
    #expect(
      try facts.store("aws_ebs_volume.elsewhere").encryptedAtRest
        == .unset(providerDefault: false)
    )
    let shared = try facts.store("aws_s3_bucket.shared")
    #expect(shared.publiclyAccessible.effective == false)
    #expect(shared.encryptedAtRest == .unset(providerDefault: true))
  }
}
