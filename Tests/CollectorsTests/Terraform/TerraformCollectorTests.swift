import Collectors
import ReadinessModel
import Testing

@Suite("Terraform becomes facts about infrastructure")
struct TerraformCollectorTests {
  private func facts(_ files: [String: String]) throws -> InfrastructureFacts {
    try #require(TerraformCollector.collect(files.mapValues { Array($0.utf8) }))
  }

  @Test("A repository without Terraform has nothing to say")
  func nothing() {
    #expect(TerraformCollector.collect(["README.md": Array("hello".utf8)]) == nil)
  }

  @Test("A database that says nothing of encryption differs from one that refuses it")
  func encryptionUnsetAndWritten() throws {
    let facts = try facts([
      "main.tf": """
      resource "aws_db_instance" "silent" {
        engine = "postgres"
      }
      resource "aws_db_instance" "refusing" {
        engine            = "postgres"
        storage_encrypted = false
      }
      """
    ])
    let stores = facts.dataStores
    #expect(stores.map(\.address) == ["aws_db_instance.refusing", "aws_db_instance.silent"])
    #expect(
      stores.first?.encryptedAtRest
        == .set(false, at: SourceLocation(file: "main.tf", line: 6, column: 3))
    )
    #expect(stores.last?.encryptedAtRest == .unset(providerDefault: false))
  }
}
