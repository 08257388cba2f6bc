import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("A review tells of steps, pins and stores one by one")
struct PlatformReviewTests {
  private static let workflow = [
    "package.json":
      #"{"name": "shop", "scripts": {"test": "jest"}, "devDependencies": {"jest": "29"}}"#,
    ".github/workflows/ci.yml": """
    name: CI
    on: pull_request
    permissions: {}
    jobs:
      test:
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0
          - run: npm test
          - run: npx playwright test
    """,
  ]

  @Test("A test that stops nothing any more is told, though another one still does")
  func oneOfTwo() throws {
    let change = try ReviewedRepository(Self.workflow)
    try change.replace(
      "- run: npm test",
      with: "- run: npm test || true",
      in: ".github/workflows/ci.yml"
    )
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion, "\(review.summary)")
    #expect(review.concerns.map(\.kind) == [.pipelineWeakened])
    #expect(review.concerns.first?.causes.first?.location.line == 9)
  }

  @Test(
    "Tests in another order, under names, and actions pinned to another commit are no concern",
    arguments: [
      (
        "      - run: npm test\n      - run: npx playwright test",
        "      - run: npx playwright test\n      - run: npm test"
      ),
      ("- run: npm test\n", "- name: Unit tests\n        run: npm test\n"),
      (
        "@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0",
        "@11d5960a326750d5838078e36cf38b85af677262 # v4.4.0"
      ),
    ]
  )
  func harmless(old: String, new: String) throws {
    let change = try ReviewedRepository(Self.workflow)
    try change.replace(old, with: new, in: ".github/workflows/ci.yml")
    #expect(try change.review().summary == ["approve"])
  }

  @Test("Actions that were pinned and can be moved now are told together")
  func pins() throws {
    let change = try ReviewedRepository(Self.workflow)
    try change.replace(
      "@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0",
      with: "@v7",
      in: ".github/workflows/ci.yml"
    )
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion, "\(review.summary)")
    #expect(
      review.concerns.map(\.title) == [
        "Takes the commit from actions/checkout, and names something that can be moved"
      ]
    )
  }

  private static let stores = [
    "main.tf": """
    variable "key" {}
    resource "aws_s3_bucket" "uploads" {
      bucket = "uploads"
    }
    resource "aws_s3_bucket_public_access_block" "uploads" {
      bucket                  = aws_s3_bucket.uploads.id
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }
    resource "aws_dynamodb_table" "one" {
      name = "one"
      point_in_time_recovery {
        enabled = true
      }
      server_side_encryption {
        enabled     = true
        kms_key_arn = var.key
      }
    }
    resource "aws_dynamodb_table" "two" {
      name = "two"
      point_in_time_recovery {
        enabled = true
      }
      server_side_encryption {
        enabled     = true
        kms_key_arn = var.key
      }
    }

    """
  ]

  @Test("A bucket without its block of public access is told, though nothing opens it yet")
  func publicAccess() throws {
    let change = try ReviewedRepository(Self.stores)
    try change.replace("  restrict_public_buckets = true\n", with: "", in: "main.tf")
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion, "\(review.summary)")
    #expect(
      review.concerns.map(\.title) == [
        "Takes the block of public access from aws_s3_bucket.uploads"
      ]
    )
  }

  @Test("A key that is given from outside is a key; without it several stores are told at once")
  func keys() throws {
    let change = try ReviewedRepository(Self.stores)
    let text = try change.folder.read("main.tf")
    try change.folder.write(text.replacing("    kms_key_arn = var.key\n", with: ""), to: "main.tf")
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion, "\(review.summary)")
    #expect(review.concerns.map(\.title) == ["Takes the key of your own from 2 data stores"])
    #expect(review.concerns.first?.causes.count == 2)
  }

  @Test("Recovery to a point in time is lost once, not twice")
  func recovery() throws {
    let change = try ReviewedRepository(Self.stores)
    let text = try change.folder.read("main.tf")
    try change.folder.write(
      text.replacing("    enabled = true\n", with: "    enabled = false\n"),
      to: "main.tf"
    )
    let review = try change.review()
    #expect(
      review.concerns.map(\.title) == ["Takes recovery to a point in time from 2 data stores"],
      "\(review.summary)"
    )
  }

  @Test("The same settings in another order are the same")
  func reordered() throws {
    let change = try ReviewedRepository(Self.stores)
    try change.replace(
      "  block_public_acls       = true\n  block_public_policy     = true\n",
      with: "  block_public_policy     = true # as agreed\n  block_public_acls       = true\n",
      in: "main.tf"
    )
    #expect(try change.review().summary == ["approve"])
  }

  @Test("A submodule that was not fetched is the same on both sides")
  func submodule() throws {
    let change = try ReviewedRepository(["README.md": "# Shop\n"])
    let commit = try change.git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
    try change.git("switch", "-q", "main")
    try change.git("update-index", "--add", "--cacheinfo", "160000,\(commit),vendor/parts")
    try change.git("commit", "-q", "-m", "Use parts")
    try change.git("switch", "-q", "-C", "change")
    try FileManager.default.createDirectory(
      atPath: change.folder.path + "/vendor/parts",
      withIntermediateDirectories: true
    )
    try change.folder.write("# Shop\n\nMore words.\n", to: "README.md")
    let review = try change.review()
    #expect(review.summary == ["approve"])
    #expect(review.controls.isEmpty)
  }
}
