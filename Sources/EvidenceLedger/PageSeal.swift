import Crypto
import Foundation
import GRDBSQLite

/// Seals each page of a ledger's file with a digest, on its way to the disk.
///
/// SQLite keeps no checksum of the main file, and much of a page means nothing to it: free space,
/// what is left of moved cells, reserved fields. A bit that falls over there would go unnoticed.
/// So SQLite is told to leave the last 32 bytes of each page alone, and whenever it writes a page to
/// a ledger's file, these bytes become the SHA-256 of the page's number and the rest of the page.
/// The seal travels in the same write as the page, so processes that append at once and crashes at
/// any moment cannot part the two. Any SQLite can still read the file.
///
/// A seal is no secret: it finds accidents. What finds lies is the tree and its signed checkpoints.
enum PageSeal {
  /// Bytes in a page, with its seal.
  static let pageSize = 4096
  /// Bytes in a seal.
  static let length = SHA256.byteCount
  /// The byte at which SQLite places its locks; the page that holds it is never written.
  static let lockByte = 1 << 30

  private static let fileName = "ledger.db"

  /// Computes the seal of a page.
  static func seal(page number: Int, _ content: UnsafeRawBufferPointer) -> SHA256Digest {
    var hash = SHA256()
    withUnsafeBytes(of: UInt64(number).bigEndian) { hash.update(bufferPointer: $0) }
    hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: content[..<(pageSize - length)]))
    return hash.finalize()
  }

  /// Whether a page is as it was written.
  static func isIntact(page number: Int, _ page: UnsafeRawBufferPointer) -> Bool {
    if (number - 1) * pageSize == lockByte { return page.allSatisfy { $0 == 0 } }
    return seal(page: number, page).elementsEqual(page[(pageSize - length)...])
  }

  /// Leaves room for seals in a database that has no pages yet.
  static func reserve(_ connection: OpaquePointer?) -> Bool {
    var bytes = Int32(length)
    return sqlite3_file_control(connection, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes) == SQLITE_OK
  }

  // MARK: - Between SQLite and the system

  /// Whether pages are sealed; they are from the first time this is asked.
  static let isInstalled: Bool = install()

  /// The system as SQLite knows it, which does all the work.
  private struct System: @unchecked Sendable {
    let vfs: UnsafeMutablePointer<sqlite3_vfs>
  }

  private static let system: System? = sqlite3_vfs_find(nil).map(System.init)

  /// The methods of one open file: those of the system but for a few, and where those are.
  private struct SealedFile {
    // SQLite finds the methods by their address, so they come first.
    var methods: sqlite3_io_methods
    let original: UnsafePointer<sqlite3_io_methods>
  }

  private static func install() -> Bool {
    guard let system else { return false }
    let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    vfs.initialize(to: system.vfs.pointee)
    vfs.pointee.zName = UnsafePointer(strdup("auditwright"))
    vfs.pointee.pNext = nil
    vfs.pointee.xOpen = { vfs, name, file, flags, outFlags in
      guard let open = PageSeal.system?.vfs.pointee.xOpen else { return SQLITE_ERROR }
      let code = open(vfs, name, file, flags, outFlags)
      guard code == SQLITE_OK, flags & SQLITE_OPEN_MAIN_DB != 0, let name, let file,
        PageSeal.isLedger(String(cString: name))
      else { return code }
      PageSeal.adopt(file, isFixed: PageSeal.isFixed(String(cString: name), flags: flags))
      return code
    }
    return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
  }

  private static func isLedger(_ path: String) -> Bool {
    path.split(separator: "/").last?.hasPrefix(fileName) == true
  }

  /// Whether nobody can be writing: the medium is read-only, and no write is unfinished.
  private static func isFixed(_ path: String, flags: Int32) -> Bool {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    return flags & SQLITE_OPEN_READONLY != 0 && access(folder, W_OK) != 0
      && (LedgerFolder.size(of: path + "-wal") ?? 0) == 0
  }

  private static func adopt(_ file: UnsafeMutablePointer<sqlite3_file>, isFixed: Bool) {
    guard let original = file.pointee.pMethods else { return }
    let sealed = UnsafeMutablePointer<SealedFile>.allocate(capacity: 1)
    sealed.initialize(to: SealedFile(methods: original.pointee, original: original))
    sealed.pointee.methods.xWrite = { file, bytes, count, offset in
      PageSeal.write(file, bytes, count, offset)
    }
    sealed.pointee.methods.xClose = { file in PageSeal.close(file) }
    if isFixed {
      // Without this, SQLite would want to make files beside the ledger in order to read it.
      sealed.pointee.methods.xDeviceCharacteristics = { _ in SQLITE_IOCAP_IMMUTABLE }
    }
    file.pointee.pMethods = UnsafeRawPointer(sealed).assumingMemoryBound(
      to: sqlite3_io_methods.self
    )
  }

  private static func sealed(
    _ file: UnsafeMutablePointer<sqlite3_file>?
  ) -> UnsafeMutablePointer<SealedFile>? {
    guard let methods = file?.pointee.pMethods else { return nil }
    return UnsafeMutableRawPointer(mutating: methods).assumingMemoryBound(to: SealedFile.self)
  }

  private static func write(
    _ file: UnsafeMutablePointer<sqlite3_file>?,
    _ bytes: UnsafeRawPointer?,
    _ count: Int32,
    _ offset: sqlite3_int64
  ) -> Int32 {
    guard let bytes, let write = sealed(file)?.pointee.original.pointee.xWrite else {
      return SQLITE_IOERR
    }
    guard Int(count) == pageSize, offset % sqlite3_int64(pageSize) == 0 else {
      return write(file, bytes, count, offset)
    }
    let number = Int(offset) / pageSize + 1
    return withUnsafeTemporaryAllocation(byteCount: pageSize, alignment: 16) { page in
      page.copyMemory(from: UnsafeRawBufferPointer(start: bytes, count: pageSize))
      seal(page: number, UnsafeRawBufferPointer(page)).withUnsafeBytes { seal in
        UnsafeMutableRawBufferPointer(rebasing: page[(pageSize - length)...]).copyMemory(from: seal)
      }
      return write(file, page.baseAddress, count, offset)
    }
  }

  private static func close(_ file: UnsafeMutablePointer<sqlite3_file>?) -> Int32 {
    guard let file, let sealed = sealed(file) else { return SQLITE_ERROR }
    let original = sealed.pointee.original
    file.pointee.pMethods = original
    sealed.deallocate()
    return original.pointee.xClose?(file) ?? SQLITE_ERROR
  }
}
