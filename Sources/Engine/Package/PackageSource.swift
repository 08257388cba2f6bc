import Collectors
import EvidenceLedger
import Foundation
import MerkleLog
import ReadinessModel
import Reports

/// Everything that a package is put together from.
struct PackageSource {
  let path: String
  let report: ReadinessReport
  let facts: RepositoryFacts
  let operation: OperationReport?
  let samples: [Sample]
  let archive: OperationArchive
  /// The ledger and what of it was signed; nil when there is none.
  let ledger: (ledger: Ledger, sealed: SealedLedger)?
  /// Public keys beside the ledger.
  let keys: [NoteVerifierKey]
  /// Public keys of people who sign records.
  let people: [NoteVerifierKey]

  /// The bytes of a file of the repository.
  func bytes(of path: String) -> [UInt8]? { report.source.bytes(path) }

  /// Controls whose checks say something of a file.
  func controls(citing file: String) -> [ControlID] {
    let findings = report.assessment.findings.filter { bearing in
      bearing.finding.locations.contains { $0.file == file }
    }
    let shown = report.assessment.controls.filter { control in
      control.keyLocations.contains { $0.file == file }
    }
    return Array(Set(findings.map(\.control) + shown.map(\.id))).sorted()
  }
}

/// Takes secrets out of files, with the rules that find them in a scan.
struct SecretMask {
  private let scanner: PrefilterScanner?

  init() { scanner = try? Prefilter().scanner() }

  /// Bytes that two parts of a large content have in common, so that no secret falls between them.
  private static let overlap = 16_384

  /// Whether content of any size holds what looks like a secret.
  func finds(in content: PackageContent, path: String) throws -> Bool {
    var tail: [UInt8] = []
    var isFound = false
    try content.parts { part in
      guard !isFound else { return }
      let bytes = tail + part
      isFound = holdsSecret(bytes, path: path)
      tail = Array(bytes.suffix(Self.overlap))
    }
    return isFound
  }

  private func holdsSecret(_ bytes: [UInt8], path: String) -> Bool {
    guard let scanner, let reading = try? scanner.read(bytes) else { return false }
    let file = RepositoryFile(path: path, bytes: bytes)
    return !SecretScanner.ranges(in: file, reading: reading).ranges.isEmpty
  }

  enum Outcome {
    /// There is none.
    case clean
    /// The bytes with a mask in the place of each.
    case masked([UInt8])
    /// It could not be told whether there is one.
    case unknown
  }

  func mask(_ bytes: [UInt8], path: String) -> Outcome {
    guard let scanner, let reading = try? scanner.read(bytes) else { return .unknown }
    let file = RepositoryFile(path: path, bytes: bytes)
    let (ranges, isTruncated) = SecretScanner.ranges(in: file, reading: reading)
    guard !isTruncated else { return .unknown }
    guard !ranges.isEmpty else { return .clean }
    var masked: [UInt8] = []
    var position = 0
    for range in ranges where range.lowerBound >= position {
      masked += bytes[position..<range.lowerBound]
      masked += "[secret]".utf8
      position = range.upperBound
    }
    return .masked(masked + bytes[position...])
  }
}
