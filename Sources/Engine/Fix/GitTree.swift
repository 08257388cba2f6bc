import Foundation

/// The git work tree around a folder, asked with fixed arguments and in a way that runs nothing the
/// repository configures.
struct GitTree {
  private let root: String
  private let program: String

  /// Opens the work tree; nil when the folder is in none, or there is no git.
  init?(root: String) {
    guard let program = Self.program else { return nil }
    self.root = root
    self.program = program
    guard let answer = try? run(["rev-parse", "--is-inside-work-tree"]), answer.hasPrefix("true")
    else { return nil }
  }

  /// Refuses a tree with changes that are not committed, files git does not know included.
  func requireClean() throws {
    let status = try run(
      [
        "status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignore-submodules=all",
        "--no-renames", "--", ".",
      ]
    )
    let changed = status.split(separator: "\0").map { String($0.dropFirst(3)) }
    guard changed.isEmpty else { throw EngineFailure.dirtyTree(files: changed.sorted()) }
  }

  /// Whether git tracks a file.
  func tracks(_ path: String) -> Bool {
    (try? run(["ls-files", "--error-unmatch", "-z", "--", path])) != nil
  }

  /// Whether git would leave a file out that is not there yet; also when git does not say.
  func ignores(_ path: String) -> Bool {
    do {
      _ = try run(["check-ignore", "--quiet", "--no-index", "--", "./\(path)"])
      return true
    } catch EngineFailure.git(Self.silentFailure) {
      return false
    } catch {
      return true
    }
  }

  /// Refuses a name that is no branch's, or is taken.
  func requireUsable(branch: String) throws {
    guard !branch.hasPrefix("-"),
      (try? run(["check-ref-format", "refs/heads/\(branch)"])) != nil
    else { throw EngineFailure.git("'\(branch)' cannot be the name of a branch") }
    if (try? run(["rev-parse", "--verify", "--quiet", "refs/heads/\(branch)"])) != nil {
      throw EngineFailure.git("there is a branch '\(branch)' already")
    }
    guard (try? run(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])) != nil else {
      throw EngineFailure.git("there is no commit to branch from")
    }
  }

  /// Creates a branch at the commit that is checked out, and stays on it.
  ///
  /// No file is touched, so that no checkout runs.
  func create(branch: String) throws {
    _ = try run(["update-ref", "refs/heads/\(branch)", "HEAD", ""])
    _ = try run(["symbolic-ref", "-m", "auditwright fix", "HEAD", "refs/heads/\(branch)"])
  }

  // MARK: - Running git

  /// What is said of a git that ended with an error and no word.
  private static let silentFailure = "git failed"

  private static let program: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/git" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Settings a repository could use to have programs run, each switched off.
  private static let hardening = [
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.editor=false",
    "core.sshCommand=false", "core.askPass=", "core.untrackedCache=false", "diff.external=",
    "core.attributesFile=/dev/null", "protocol.allow=never", "submodule.recurse=false",
    "core.alternateRefsCommand=", "gpg.program=false", "log.showSignature=false",
  ]

  /// The full hash that a name stands for, nil when it stands for no commit.
  func commit(_ name: String) -> String? {
    (try? run(["rev-parse", "--verify", "--quiet", "--end-of-options", name])).map(firstLine)
  }

  /// The commit that two commits have in common, nil when there is none.
  func mergeBase(_ first: String, _ second: String) -> String? {
    (try? run(["merge-base", first, second])).map(firstLine)
  }

  /// Whether part of the history is missing.
  var isShallow: Bool {
    (try? run(["rev-parse", "--is-shallow-repository"])).map(firstLine) != "false"
  }

  private func firstLine(_ text: String) -> String {
    text.split(separator: "\n").first.map(String.init) ?? ""
  }

  /// Runs git and gives what it says.
  func run(_ arguments: [String]) throws -> String {
    String(decoding: try bytes(arguments), as: UTF8.self)
  }

  /// Runs git, with something to read where it wants it, and gives the bytes it writes.
  func bytes(_ arguments: [String], input: Data? = nil) throws -> Data {
    var settings = Self.hardening
    if arguments.first == "status" { settings += try filterOverrides() }
    // This one takes paths and no patterns, and refuses to be told so.
    let literal = arguments.first == "check-ignore" ? [] : ["--literal-pathspecs"]
    return try call(literal + settings.flatMap { ["-c", $0] } + arguments, input: input)
  }

  /// Runs git for no longer than so many seconds and gives what it wrote until then, at most so many
  /// bytes, and whether that is all of it.
  func bounded(_ arguments: [String], seconds: Int, bytes limit: Int) throws -> (
    Data, isWhole: Bool
  ) {
    let process = process(Self.hardening.flatMap { ["-c", $0] } + arguments)
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw EngineFailure.git("git cannot be started")
    }
    let patience = Patience(process, seconds: seconds)
    var data = Data()
    while data.count <= limit,
      let part = try? output.fileHandleForReading.read(upToCount: 1 << 20), !part.isEmpty
    {
      data += part
    }
    let isTooMuch = data.count > limit
    if isTooMuch { process.terminate() }
    process.waitUntilExit()
    if patience.end() || isTooMuch { return (data.prefix(limit), false) }
    guard process.terminationStatus == 0 else { throw EngineFailure.git("git failed") }
    return (data, true)
  }

  /// Content filters are programs; an empty command runs none.
  private func filterOverrides() throws -> [String] {
    let listed = (try? call(["config", "--name-only", "-z", "--get-regexp", "^filter\\."]))
      .map { String(decoding: $0, as: UTF8.self) }
    let names = (listed ?? "").split(separator: "\0").compactMap { key -> String? in
      guard let dot = key.lastIndex(of: ".") else { return nil }
      return String(key[..<dot])
    }
    return Set(names).sorted().flatMap {
      ["\($0).clean=", "\($0).smudge=", "\($0).process=", "\($0).required=false"]
    }
  }

  private func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["--no-pager", "--no-optional-locks"] + arguments
    process.currentDirectoryURL = URL(filePath: root)
    process.environment = environment
    return process
  }

  private func call(_ arguments: [String], input: Data? = nil) throws -> Data {
    let process = process(arguments)
    let output = Pipe()
    let errors = Pipe()
    let question = input.map { _ in Pipe() }
    process.standardInput = question ?? FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw EngineFailure.git("git cannot be started")
    }
    let complaint = ReadAside(errors.fileHandleForReading)
    if let question, let input { WriteAside(input, to: question.fileHandleForWriting).start() }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw EngineFailure.git(
        complaint.text.split(separator: "\n").first.map(String.init) ?? Self.silentFailure
      )
    }
    return data
  }

  private var environment: [String: String] {
    let kept = ["PATH", "HOME", "LANG", "TMPDIR", "XDG_CONFIG_HOME"]
    var environment = ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }
    environment["LC_ALL"] = "C"
    environment["GIT_TERMINAL_PROMPT"] = "0"
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    environment["GIT_NO_LAZY_FETCH"] = "1"
    // A replacement would let a commit be read as another one.
    environment["GIT_NO_REPLACE_OBJECTS"] = "1"
    return environment
  }
}

/// Ends a program that takes longer than somebody waits.
private final class Patience: @unchecked Sendable {
  private let lock = NSLock()
  private var isOver = false
  private var hasRunOut = false

  init(_ process: Process, seconds: Int) {
    Thread.detachNewThread { [self] in
      // Looked at often, so that a program that ends in time leaves no thread behind.
      for _ in 0..<(seconds * 20) {
        Thread.sleep(forTimeInterval: 0.05)
        if lock.withLock({ isOver }) { return }
      }
      lock.withLock {
        guard !isOver else { return }
        hasRunOut = true
        process.terminate()
      }
    }
  }

  /// Stops waiting, and says whether the program was ended.
  func end() -> Bool {
    lock.withLock {
      isOver = true
      return hasRunOut
    }
  }
}

/// Reads a stream while another one is read, so that neither fills up.
private final class ReadAside: @unchecked Sendable {
  private var data = Data()
  private let done = DispatchSemaphore(value: 0)

  init(_ handle: FileHandle) {
    // Written before the semaphore is signalled, read after it was waited for.
    Thread.detachNewThread { [self] in
      data = handle.readDataToEndOfFile()
      done.signal()
    }
  }

  var text: String {
    done.wait()
    defer { done.signal() }
    return String(decoding: data, as: UTF8.self)
  }
}

/// Writes to a stream while another one is read, so that neither waits for the other.
private struct WriteAside: @unchecked Sendable {
  private let data: Data
  // Used by one thread only.
  private let handle: FileHandle

  init(_ data: Data, to handle: FileHandle) {
    self.data = data
    self.handle = handle
  }

  func start() {
    Thread.detachNewThread {
      try? handle.write(contentsOf: data)
      try? handle.close()
    }
  }
}
