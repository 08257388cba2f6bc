import Collectors
import Crypto
import Foundation

/// The objects of a git repository, read without a checkout: no hook, filter or converter runs.
struct GitObjects {
  let tree: GitTree

  private static let batchBytes = 64 << 20

  /// The entries of a commit's tree under the folder that was opened, its own name left out.
  func entries(of commit: String) throws -> [TreeEntry] {
    let data = try tree.bytes(["ls-tree", "-r", "-z", "-l", "--end-of-options", commit])
    return [UInt8](data).split(separator: 0).compactMap { record in
      guard let tab = record.firstIndex(of: 0x09) else { return nil }
      let words = record[..<tab].split(separator: 0x20).map {
        String(decoding: $0, as: UTF8.self)
      }
      // A name that is no UTF-8 is left out of a walk as well.
      guard words.count == 4,
        let path = String(validating: record[(tab + 1)...], as: UTF8.self)
      else { return nil }
      return TreeEntry(path: path, mode: words[0], object: words[2], size: Int(words[3]) ?? 0)
    }
  }

  /// Contents by hash, of objects that are each no larger than a limit.
  func contents(of entries: [TreeEntry]) throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    var wanted: [TreeEntry] = []
    var size = 0
    var seen: Set<String> = []
    for entry in entries where seen.insert(entry.object).inserted {
      wanted.append(entry)
      size += entry.size
      if size >= Self.batchBytes {
        try read(wanted, into: &result)
        (wanted, size) = ([], 0)
      }
    }
    try read(wanted, into: &result)
    return result
  }

  private func read(_ entries: [TreeEntry], into result: inout [String: [UInt8]]) throws {
    guard !entries.isEmpty else { return }
    let names = entries.map { $0.object + "\n" }.joined()
    let bytes = [UInt8](try tree.bytes(["cat-file", "--batch"], input: Data(names.utf8)))
    var cursor = 0
    while cursor < bytes.count {
      guard let end = bytes[cursor...].firstIndex(of: 0x0A) else { break }
      let words = bytes[cursor..<end].split(separator: 0x20)
        .map { String(decoding: $0, as: UTF8.self) }
      guard words.count == 3, let count = Int(words[2]), count >= 0,
        count <= bytes.count - end - 1
      else {
        throw EngineFailure.review(
          problem: "the clone lacks content of the commit that the change starts from",
          next: "Fetch the whole content, for example: git fetch --refetch --no-filter origin"
        )
      }
      result[words[0]] = Array(bytes[(end + 1)..<(end + 1 + count)])
      cursor = end + 2 + count
    }
  }

  /// The hash git knows content by, in the form of a repository's hashes.
  static func hash(of content: [UInt8], like object: String) -> String {
    let head = Array("blob \(content.count)\0".utf8)
    if object.count == 64 {
      var hash = SHA256()
      hash.update(data: head)
      hash.update(data: content)
      return hexadecimal(hash.finalize())
    }
    // Git's own names of objects; what is kept between runs goes by a stronger hash.
    var hash = Insecure.SHA1()
    hash.update(data: head)
    hash.update(data: content)
    return hexadecimal(hash.finalize())
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self
    )
  }
}
