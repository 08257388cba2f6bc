import Crypto
import Engine
import Foundation
import ReadinessModel
import Synchronization

/// What all tools share: the folder, the scans that were made, and the key of questions.
final class Workshop: Sendable {
  /// Scans that are kept, so that pages of one answer fit together.
  private static let scansAtMost = 4

  struct KeptScan: Sendable {
    let id: String
    let options: ScanOptions
    let result: ScanResult
  }

  let options: AgentOptions
  let folder: RepositoryFolder
  /// Tells the state of questions that this process asked from what others made up.
  let questionKey = SymmetricKey(size: .bits256)
  /// Held while something is written.
  let writing = NSLock()
  private let scans = Mutex<[KeptScan]>([])

  init(options: AgentOptions) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: options.root, isDirectory: &isFolder),
      isFolder.boolValue
    else { throw EngineFailure.unreadableRepository(path: options.root, reason: "it is no folder") }
    self.options = options
    folder = RepositoryFolder(path: options.root)
  }

  /// An engine for one call, which stops when the call is cancelled.
  func engine(for call: ToolCall, asOf day: String? = nil) throws -> ReadinessEngine {
    var context = options.context
    context.host = nil
    context.isCancelled = { [running = call.running] in running.isCancelled }
    context.progress = { event in
      if case .stage(let name) = event { call.report(name) }
    }
    if let day { context.today = day }
    return try ReadinessEngine(context: context)
  }

  // MARK: - Scans

  /// Scans the folder, and keeps the result for the calls that follow.
  func scan(for call: ToolCall, options: ScanOptions, asOf day: String? = nil) throws -> KeptScan {
    let result = try engine(for: call, asOf: day)
      .scan(.repository(path: self.options.root), options: options)
    let content = try JSON.encoding(result.assessment).bytes
    let routes = try JSON.encoding(result.facts.application).bytes
    let kept = KeptScan(
      id: Fingerprint.of([content, routes]),
      options: options,
      result: result
    )
    scans.withLock { scans in
      scans.removeAll { $0.id == kept.id }
      scans.append(kept)
      if scans.count > Self.scansAtMost { scans.removeFirst() }
    }
    return kept
  }

  /// The scan that arguments name, or a new one of everything.
  func scan(named arguments: JSON, for call: ToolCall) throws -> KeptScan {
    guard let id = arguments["scan"]?.text else {
      return try scan(for: call, options: ScanOptions())
    }
    return try kept(id)
  }

  /// A scan by its handle.
  func kept(_ id: String) throws(ToolFailure) -> KeptScan {
    guard let kept = scans.withLock({ $0.first { $0.id == id } }) else {
      throw ToolFailure(
        "there is no scan \(UntrustedText.line(id)) any more",
        next: "Call soc2_scan again and use the handle it gives."
      )
    }
    return kept
  }
}

/// Short names for content.
enum Fingerprint {
  /// The first 16 hexadecimal digits of the SHA-256 of parts, told apart by their lengths.
  static func of(_ parts: [[UInt8]]) -> String {
    var hash = SHA256()
    for part in parts {
      withUnsafeBytes(of: UInt64(part.count).littleEndian) { hash.update(bufferPointer: $0) }
      hash.update(data: part)
    }
    return String(hash.finalize().map { hexadecimal($0) }.joined().prefix(16))
  }

  static func of(_ texts: String...) -> String { of(texts.map { Array($0.utf8) }) }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
