import Foundation
import Synchronization

/// What was found out about files, kept by their content.
///
/// Everything kept is a function of what its digest was made of, so that forgetting it costs time
/// and nothing else. A cache may be used from several threads.
package final class ScanCache: Sendable {
  /// Something kept, with the digest of what it was made from.
  struct Entry: Sendable, Equatable {
    var digest: ContentDigest
    var content: [UInt8]
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var used: Set<String> = []
    var isChanged = false
  }

  private let state: Mutex<State>
  private let file: ScanCacheFile?

  /// Creates a cache that ends with the program.
  package init() {
    file = nil
    state = Mutex(State())
  }

  /// Recalls what earlier runs of the same program kept of a repository.
  ///
  /// - Parameters:
  ///   - folder: Where caches are kept, outside the repository.
  ///   - root: The repository's folder.
  package init(folder: String, root: String) {
    let file = ScanCacheFile(folder: folder, root: root)
    self.file = file
    state = Mutex(State(entries: file?.read() ?? [:]))
  }

  /// What was kept under a name, nil unless it was made from the same content.
  func recall(_ name: String, of digest: ContentDigest) -> [UInt8]? {
    state.withLock { state in
      guard let entry = state.entries[name], entry.digest == digest else { return nil }
      state.used.insert(name)
      return entry.content
    }
  }

  /// Keeps something under a name, in place of what was there.
  func keep(_ content: [UInt8], as name: String, of digest: ContentDigest) {
    let entry = Entry(digest: digest, content: content)
    state.withLock { state in
      state.used.insert(name)
      guard state.entries[name] != entry else { return }
      state.entries[name] = entry
      state.isChanged = true
    }
  }

  /// Stores what is new for later runs, and forgets what was no longer asked for.
  ///
  /// What cannot be stored is found out again next time, so failures are not told.
  func save() {
    guard let file else { return }
    let changed = state.withLock { state -> [String: Entry]? in
      let kept = state.entries.filter { state.used.contains($0.key) }
      guard state.isChanged || kept.count < state.entries.count else { return nil }
      state.isChanged = false
      return kept
    }
    if let changed { file.write(changed) }
  }
}
