import Foundation
import GRDB
import MerkleLog

/// The database of a ledger: one row for each record, and nothing ever changes.
///
/// A row holds the record's bytes and the hashes of the nodes that it completes: its leaf, then as
/// many above it as its position plus one can be halved. So every node is stored once, in the row
/// after which it never changes, and adding a row reads as many others as the tree has levels.
struct LedgerStore: Sendable {
  /// `AWEL`, by which `file` and others tell a ledger from other databases.
  private static let applicationID = 0x4157_454C
  /// The version of the tables.
  private static let schema = 1

  private static let tables = [
    "CREATE TABLE ledger (origin TEXT NOT NULL) STRICT",
    """
    CREATE TABLE record (position INTEGER PRIMARY KEY, nodes BLOB NOT NULL, leaf BLOB NOT NULL) \
    STRICT
    """,
    """
    CREATE TRIGGER record_stays BEFORE UPDATE ON record \
    BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END
    """,
    """
    CREATE TRIGGER record_remains BEFORE DELETE ON record \
    BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END
    """,
  ]

  let path: String
  let queue: DatabaseQueue
  let origin: String

  // MARK: - Making

  /// Makes a ledger, unless one is there; of several processes that try at once, one makes it.
  static func create(at path: String, origin: String) throws {
    guard PageSeal.isInstalled else {
      throw LedgerFailure("SQLite cannot be used here", next: "Please report this.")
    }
    var template = Array("\(path).new-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0, fchmod(file, 0o644) == 0 else { throw LedgerFailure.system("made", path) }
    Foundation.close(file)
    let temporary = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) },
      as: UTF8.self
    )
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(temporary + suffix) } }
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { database in
        guard PageSeal.reserve(database.sqliteConnection) else {
          throw LedgerFailure(
            "this SQLite cannot leave room in pages for seals",
            next: "Use SQLite 3.37 or newer."
          )
        }
        try database.execute(sql: "PRAGMA page_size = \(PageSeal.pageSize)")
      }
      let queue = try DatabaseQueue(path: temporary, configuration: configuration)
      try queue.write { database in
        for table in tables { try database.execute(sql: table) }
        try database.execute(sql: "INSERT INTO ledger (origin) VALUES (?)", arguments: [origin])
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(schema)")
      }
      try queue.writeWithoutTransaction { database in
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
      }
      try queue.close()
    } catch let error as DatabaseError {
      throw LedgerFailure(error, at: path)
    }
    // Until here nobody can see the file. It gets its name when it is whole, and never takes the
    // place of another.
    guard link(temporary, path) == 0 || errno == EEXIST else {
      throw LedgerFailure.system("made", path)
    }
    LedgerFolder.synchronizeFolder(URL(filePath: path).deletingLastPathComponent().path)
  }

  // MARK: - Opening

  /// Opens a ledger that is there.
  init(path: String, isReadOnly: Bool) throws {
    guard PageSeal.isInstalled else {
      throw LedgerFailure("SQLite cannot be used here", next: "Please report this.")
    }
    self.path = path
    do {
      var configuration = Configuration()
      configuration.readonly = isReadOnly
      // Writers queue up for as long as a person would wait.
      configuration.busyMode = .timeout(30)
      configuration.prepareDatabase { database in
        // Every commit is on the disk before it is acknowledged.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "PRAGMA trusted_schema = OFF")
        try database.execute(sql: "PRAGMA cell_size_check = ON")
        try database.execute(sql: "PRAGMA mmap_size = 0")
      }
      queue = try DatabaseQueue(path: path, configuration: configuration)
      origin = try queue.read { database in
        try Self.refuseForeign(database, path)
        return try String.fetchOne(database, sql: "SELECT origin FROM ledger") ?? ""
      }
    } catch let error as DatabaseError {
      throw LedgerFailure(error, at: path)
    }
  }

  private static func refuseForeign(_ database: Database, _ path: String) throws {
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id")
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard application == applicationID else {
      throw LedgerFailure(
        "\(path) is a database, and no ledger of Auditwright",
        next: "Move it away, or name another folder."
      )
    }
    guard version == schema else {
      throw LedgerFailure(
        "\(path) was made by a newer Auditwright (its tables have version \(version), and this "
          + "program knows \(schema))",
        next: "Use the newer program; nothing was changed."
      )
    }
  }

  /// Says in which way the tables are not those of a ledger.
  func problemsOfSchema() throws -> [String] {
    try read { database in
      let found = try String.fetchAll(database, sql: "SELECT sql FROM sqlite_schema ORDER BY rowid")
      var problems = found == Self.tables ? [] : ["the tables are not those of a ledger"]
      let rows = try Int.fetchOne(database, sql: "SELECT count(*) FROM ledger") ?? 0
      if rows != 1 { problems.append("the ledger's own name is missing or there twice") }
      let report = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)")
      return problems + report.filter { $0 != "ok" }
    }
  }

  // MARK: - Transactions

  /// Reads from one state of the ledger.
  func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
    do {
      return try withoutActuallyEscaping(work) { work in
        try queue.unsafeRead { database in
          var value: Value?
          try database.inTransaction(.deferred) {
            value = try work(database)
            return .commit
          }
          guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
          return value
        }
      }
    } catch let error as DatabaseError {
      throw LedgerFailure(error, at: path)
    }
  }

  /// Reads row by row what can be read, each from the state there is then.
  ///
  /// A transaction would not survive the first page that is damaged.
  func readLoosely(_ work: (Database) throws -> Void) throws {
    do {
      try withoutActuallyEscaping(work) { work in try queue.unsafeRead { try work($0) } }
    } catch let error as DatabaseError {
      throw LedgerFailure(error, at: path)
    }
  }

  /// Writes all of it or nothing, and nobody else meanwhile.
  func write<Value>(_ work: (Database) throws -> Value) throws -> Value {
    do {
      return try queue.writeWithoutTransaction { database in
        var value: Value?
        // The lock is taken at once: what is read first is still so when it is written upon.
        try database.inTransaction(.immediate) {
          value = try work(database)
          return .commit
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return value
      }
    } catch let error as DatabaseError {
      throw LedgerFailure(error, at: path)
    }
  }

  /// Moves what was written into the main file, when nobody is reading.
  func settle() {
    _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }

  func close() throws {
    do {
      try queue.close()
    } catch let error as DatabaseError {
      throw LedgerFailure(error, at: path)
    }
  }

  // MARK: - Rows

  /// Records in the ledger.
  static func size(_ database: Database) throws -> Int {
    try Int.fetchOne(
      database.cachedStatement(sql: "SELECT max(position) + 1 FROM record")
    ) ?? 0
  }

  static func leaf(at position: Int, _ database: Database) throws -> [UInt8]? {
    let statement = try database.cachedStatement(sql: "SELECT leaf FROM record WHERE position = ?")
    return try Data.fetchOne(statement, arguments: [position]).map { Array($0) }
  }

  static func insert(
    _ leaf: [UInt8],
    nodes: [TreeHash],
    at position: Int,
    _ database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO record (position, nodes, leaf) VALUES (?, ?, ?)"
    )
    try statement.execute(arguments: [position, Data(nodes.flatMap(\.bytes)), Data(leaf)])
  }

  /// The hash of a complete subtree, from the row that completed it.
  func node(_ address: NodeAddress, _ database: Database) throws -> TreeHash {
    let statement = try database.cachedStatement(sql: "SELECT nodes FROM record WHERE position = ?")
    let start = address.level * TreeHash.length
    guard let nodes = try Data.fetchOne(statement, arguments: [address.lastLeaf]),
      nodes.count >= start + TreeHash.length,
      let hash = TreeHash(bytes: nodes.dropFirst(start).prefix(TreeHash.length))
    else {
      throw LedgerFailure(damaged: path, how: "the record at \(address.lastLeaf) has no hashes")
    }
    return hash
  }

  /// What has to be known of the first records to add another.
  func range(size: Int, _ database: Database) throws -> CompactRange {
    let nodes = try CompactRange.addresses(size: size).map { try node($0, database) }
    return CompactRange(size: size, nodes: nodes) ?? CompactRange()
  }
}
