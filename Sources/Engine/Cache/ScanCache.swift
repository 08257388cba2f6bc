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
    /// Whether the other side of a change was asked about in this run.
    var knowsOtherSide = false
  }

  private let state: Mutex<State>
  private let file: ScanCacheFile?
  /// The cache that this one looks into, and keeps its own in where it has a prefix.
  private let parent: ScanCache?
  private let prefix: String?

  /// What begins the names of what is kept of the other side of a change.
  private static let otherSide = "//base "

  /// Creates a cache that ends with the program.
  package init() {
    (file, parent, prefix) = (nil, nil, nil)
    state = Mutex(State())
  }

  private init(parent: ScanCache, prefix: String?) {
    (file, self.parent, self.prefix) = (nil, parent, prefix)
    state = Mutex(State())
  }

  /// A cache for the side that a change starts from: it shares what is equal on both sides, and
  /// keeps the rest beside it, so that neither side displaces what the other knows.
  func forOtherSide() -> ScanCache {
    state.withLock { $0.knowsOtherSide = true }
    return ScanCache(parent: self, prefix: Self.otherSide)
  }

  /// A cache that knows everything kept here, and leaves nothing behind.
  func passing() -> ScanCache { ScanCache(parent: self, prefix: nil) }

  /// Recalls what earlier runs of the same program kept of a repository.
  ///
  /// - Parameters:
  ///   - folder: Where caches are kept, outside the repository.
  ///   - root: The repository's folder.
  package init(folder: String, root: String) {
    let file = ScanCacheFile(folder: folder, root: root)
    (self.file, parent, prefix) = (file, nil, nil)
    state = Mutex(State(entries: file?.read() ?? [:]))
  }

  /// What was kept under a name, nil unless it was made from the same content.
  func recall(_ name: String, of digest: ContentDigest) -> [UInt8]? {
    if let parent {
      if let prefix, let own = parent.recall(prefix + name, of: digest) { return own }
      if let shared = parent.recall(name, of: digest) {
        // Routes hold for a whole side; what displaces them there is no reason to lose them here.
        if let prefix, name.hasPrefix("//") { parent.keep(shared, as: prefix + name, of: digest) }
        return shared
      }
    }
    return state.withLock { state in
      guard let entry = state.entries[name], entry.digest == digest else { return nil }
      state.used.insert(name)
      return entry.content
    }
  }

  /// Keeps something under a name, in place of what was there.
  func keep(_ content: [UInt8], as name: String, of digest: ContentDigest) {
    if let parent, let prefix { return parent.keep(content, as: prefix + name, of: digest) }
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
      // A scan knows nothing of the other side, which is no reason to forget it.
      let kept = state.entries.filter { name, _ in
        state.used.contains(name) || !state.knowsOtherSide && name.hasPrefix(Self.otherSide)
      }
      guard state.isChanged || kept.count < state.entries.count else { return nil }
      state.isChanged = false
      return kept
    }
    if let changed { file.write(changed) }
  }
}
