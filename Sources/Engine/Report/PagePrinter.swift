package import Foundation

/// Prints a page to PDF with a Chromium that is installed.
///
/// The page is its own; the browser runs without network, with a profile that is thrown away, and is
/// given a minute.
package struct PagePrinter: Sendable {
  private static let names = [
    "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome",
    "headless_shell",
  ]
  private static let secondsAtMost = 60.0

  /// Creates a printer.
  package init() {}

  /// Prints a page; fails when no browser is installed, or it prints nothing.
  package func pdf(of page: String) throws -> Data {
    guard let browser = Self.browser else {
      throw EngineFailure.unprintable(reason: "no Chromium is installed")
    }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "auditwright-print-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let html = folder.appending(path: "report.html")
    let pdf = folder.appending(path: "report.pdf")
    try Data(page.utf8).write(to: html)
    try run(browser, page: html, into: pdf, profile: folder.appending(path: "profile"))
    guard let data = try? Data(contentsOf: pdf), data.starts(with: Array("%PDF".utf8)) else {
      throw EngineFailure.unprintable(reason: "\(browser.lastPathComponent) printed nothing")
    }
    return data
  }

  private func run(_ browser: URL, page: URL, into pdf: URL, profile: URL) throws {
    let process = Process()
    process.executableURL = browser
    // A browser that runs as root has no sandbox to offer; the page is our own and needs no network.
    process.arguments =
      ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--disable-extensions"]
      + (geteuid() == 0 ? ["--no-sandbox"] : [])
      + [
        "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(profile.path())",
        "--print-to-pdf=\(pdf.path())", page.absoluteString,
      ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw EngineFailure.unprintable(reason: "\(browser.path()) cannot be started")
    }
    let deadline = Date(timeIntervalSinceNow: Self.secondsAtMost)
    while process.isRunning, Date() < deadline { usleep(50_000) }
    if process.isRunning {
      process.terminate()
      throw EngineFailure.unprintable(reason: "\(browser.lastPathComponent) took over a minute")
    }
  }

  /// The first browser on the path.
  private static var browser: URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return names.lazy.flatMap { name in
      folders.lazy.map { URL(filePath: String($0)).appending(path: name) }
    }
    .first { FileManager.default.isExecutableFile(atPath: $0.path()) }
  }
}
