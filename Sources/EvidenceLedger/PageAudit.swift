import Foundation

/// Looks at the bytes of a ledger's file, page by page, without asking SQLite.
enum PageAudit {
  /// Looks at most so often before a page counts as damaged.
  ///
  /// Another process may be writing it: then it is whole a moment later.
  private static let looks = 8

  /// What was found.
  struct Result {
    /// Pages that were looked at.
    var pages = 0
    /// Numbers of pages that are not as they were written, at most a hundred.
    var damaged: [Int] = []
    /// Bytes after the last whole page.
    var trailing = 0
  }

  /// Reads the file from its first byte to its last.
  static func audit(_ path: String) throws -> Result {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw LedgerFailure.system("read", path) }
    defer { close(file) }
    var result = Result()
    let chunk = 256
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: chunk * PageSeal.pageSize,
      alignment: 4096
    )
    defer { buffer.deallocate() }
    while true {
      let count = try read(file, at: result.pages, into: buffer, path)
      let pages = count / PageSeal.pageSize
      for index in 0..<pages {
        let number = result.pages + index + 1
        let page = UnsafeRawBufferPointer(
          rebasing: buffer[(index * PageSeal.pageSize)..<((index + 1) * PageSeal.pageSize)]
        )
        if !PageSeal.isIntact(page: number, page), try !isIntactLater(number, file, path) {
          if result.damaged.count < 100 { result.damaged.append(number) }
        }
      }
      result.pages += pages
      if pages < chunk {
        result.trailing = count - pages * PageSeal.pageSize
        return result
      }
    }
  }

  private static func isIntactLater(_ number: Int, _ file: Int32, _ path: String) throws -> Bool {
    let page = UnsafeMutableRawBufferPointer.allocate(
      byteCount: PageSeal.pageSize,
      alignment: 4096
    )
    defer { page.deallocate() }
    var last: [UInt8] = []
    for _ in 0..<looks {
      guard try read(file, at: number - 1, into: page, path) == PageSeal.pageSize else {
        return false
      }
      if PageSeal.isIntact(page: number, UnsafeRawBufferPointer(page)) { return true }
      // Twice the same wrong bytes are no write in progress.
      if last.elementsEqual(page) { return false }
      last = Array(page)
      usleep(2_000)
    }
    return false
  }

  private static func read(
    _ file: Int32,
    at page: Int,
    into buffer: UnsafeMutableRawBufferPointer,
    _ path: String
  ) throws -> Int {
    var total = 0
    while total < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[total...])
      let offset = off_t(page * PageSeal.pageSize + total)
      let count = pread(file, rest.baseAddress, rest.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw LedgerFailure.system("read", path) }
      if count == 0 { break }
      total += count
    }
    return total
  }
}
