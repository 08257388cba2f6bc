import Foundation
package import ReadinessModel

/// What a use case reports while it works.
package enum ProgressEvent: Hashable, Sendable {
  /// A stage began, in words for a person.
  case stage(String)
  /// Files of the stage that were looked at.
  case files(done: Int, total: Int)
}

/// Everything a run takes from the world around it, so that the rest is a function of its input.
package struct RunContext: Sendable {
  /// The day things are judged as of, `YYYY-MM-DD` in UTC.
  package var today: String
  /// Threads to work on.
  package var jobs: Int
  /// Folder in which results are kept for later runs; nil to keep none.
  package var cacheFolder: String?
  /// The way to the git host, where somebody asked for it.
  package var host: HostConnection?
  /// Where private keys are, and who uses them.
  package var signer: EvidenceSigner
  /// Called from any thread when something worth telling happens.
  package var progress: @Sendable (ProgressEvent) -> Void
  /// Tells the time, in UTC.
  package var clock: @Sendable () -> Moment
  /// Whether nobody waits for the answer any more; called from any thread.
  package var isCancelled: @Sendable () -> Bool

  /// Creates a context from its parts.
  package init(
    today: String,
    jobs: Int,
    cacheFolder: String? = nil,
    host: HostConnection? = nil,
    signer: EvidenceSigner = EvidenceSigner(),
    progress: @escaping @Sendable (ProgressEvent) -> Void = { _ in },
    clock: @escaping @Sendable () -> Moment = RunContext.systemClock,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.today = today
    self.jobs = max(1, jobs)
    self.cacheFolder = cacheFolder
    self.host = host
    self.signer = signer
    self.progress = progress
    self.clock = clock
    self.isCancelled = isCancelled
  }

  /// Begins a stage of the work, unless nobody waits for it any more.
  func begin(_ stage: String) throws(EngineFailure) {
    try proceed()
    progress(.stage(stage))
  }

  /// Stops the work when nobody waits for it any more.
  func proceed() throws(EngineFailure) {
    if isCancelled() { throw .cancelled }
  }

  /// The day it is now, and a thread for each core.
  package static func current() -> RunContext {
    RunContext(
      today: systemClock().day.description,
      jobs: ProcessInfo.processInfo.activeProcessorCount,
      cacheFolder: userCacheFolder,
      signer: EvidenceSigner.current(ProcessInfo.processInfo.environment)
    )
  }

  /// The time by the machine's clock.
  package static let systemClock: @Sendable () -> Moment = {
    Moment(secondsSince1970: Int(Date().timeIntervalSince1970.rounded(.down)))
  }

  /// The user's own folder for caches, as the XDG Base Directory Specification has it.
  private static var userCacheFolder: String? {
    if let named = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"], named.hasPrefix("/") {
      return named + "/auditwright/scans"
    }
    return FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first
      .map { $0.path + "/auditwright/scans" }
  }
}
