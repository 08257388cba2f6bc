import Collectors
import Foundation
import ReadinessModel
import Testing
import Yams

/// Rule files of other scanners, used as data: each lists texts that hold a secret of a provider,
/// and texts that look like it and hold none.
///
/// Point `AUDITWRIGHT_SECRET_EXAMPLES` at a folder of such YAML files (`rules:` with `id`,
/// `examples`, `negative_examples`); without it the suite is skipped.
private let examplesFolder = ProcessInfo.processInfo.environment["AUDITWRIGHT_SECRET_EXAMPLES"]

@Suite(
  "Other scanners' examples are judged as they judge them",
  .enabled(
    if: examplesFolder != nil,
    "set AUDITWRIGHT_SECRET_EXAMPLES to a folder of rule files to measure recall"
  )
)
struct SecretExamplesTests {
  private struct Rule: Decodable {
    var id: String
    var examples: [String]?
    var negative_examples: [String]?
  }
  private struct RuleFile: Decodable {
    var rules: [Rule]
  }

  @Test("at least 95 % of the positive and all of the negative examples we claim")
  func agreement() throws {
    let scanner = try Prefilter().scanner()
    let rules = try rules()
    let positives = rules.flatMap { $0.examples ?? [] }.joined(separator: "\n")
    var total = 0
    var sure = 0
    var missed: [String] = []
    var noise: [String] = []
    var negatives = 0
    var seen: Set<String> = []
    for rule in rules where ClaimedSecretRules.ids.contains(rule.id) {
      for example in rule.examples ?? [] where seen.insert(example).inserted {
        // We refuse on purpose what says of itself that it is no secret.
        guard !Self.admissions.contains(where: example.contains) else { continue }
        total += 1
        let found = try secrets(in: example, scanner)
        if found.isEmpty { missed.append("\(rule.id): \(example)") }
        if found.contains(where: { $0.confidence != .low }) { sure += 1 }
      }
      for example in rule.negative_examples ?? [] where seen.insert(example).inserted {
        guard !isPositiveElsewhere(example, positives) else { continue }
        negatives += 1
        let found = try secrets(in: example, scanner).filter { $0.confidence != .low }
        if !found.isEmpty { noise.append("\(rule.id) \(found.map(\.rule)): \(example)") }
      }
    }
    let recall = Double(total - missed.count) / Double(max(total, 1))
    print("examples \(total), found \(total - missed.count), of these sure \(sure)")
    print("negative examples \(negatives), noisy \(noise.count)")
    if ProcessInfo.processInfo.environment["AUDITWRIGHT_VERBOSE"] != nil {
      print(missed.map { "missing " + $0 }.joined(separator: "\n"))
    }
    #expect(total > 300)
    #expect(recall >= 0.95, "recall \(recall)")
    #expect(noise.isEmpty, "noisy: \(noise.joined(separator: "\n"))")
  }

  /// Whether another rule lists the same token as a secret: rules of one provider exclude each
  /// other's tokens, ours do not.
  private func isPositiveElsewhere(_ example: String, _ positives: String) -> Bool {
    if Self.disputed.contains(where: example.contains) { return true }
    let tokens = example.split {
      !($0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0)))
    }
    return tokens.contains { $0.count >= 20 && positives.contains($0) }
  }

  private static let admissions = [
    "EXAMPLE", "xxxxxxxx", "aaaaaaaa", "00000000", "YOUR_", "SAMPLE",
  ]

  /// Secrets that a rule calls negative because they are not its own.
  private static let disputed = ["AUTH0_CLIENT_SECRET=\"wsxY2eUG"]

  private func secrets(
    in text: String,
    _ scanner: PrefilterScanner
  ) throws -> [HardCodedSecret] {
    let file = RepositoryFile(path: "src/settings.ts", text: text)
    let reading = try scanner.read(file.bytes)
    return SecretScanner.scan(file, reading: reading).secrets
  }

  private func rules() throws -> [Rule] {
    let root = URL(fileURLWithPath: try #require(examplesFolder))
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let paths = (files?.compactMap { $0 as? URL } ?? []).sorted { $0.path < $1.path }
    return try paths.filter { ["yml", "yaml"].contains($0.pathExtension) }.flatMap { path in
      let text = try String(contentsOf: path, encoding: .utf8)
      return try YAMLDecoder().decode(RuleFile.self, from: text).rules
    }
  }
}
