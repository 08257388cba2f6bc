import Foundation

/// Says why a file could not be written or read, in the words of the system.
package enum FileTrouble {
  /// The reason in an error of the library, whose own words often say only that something failed.
  package static func reason(of error: any Error) -> String {
    var next: NSError? = error as NSError
    // An error that is its own cause would be asked for ever.
    for _ in 0..<8 {
      guard let current = next else { break }
      if current.domain == NSPOSIXErrorDomain {
        return String(cString: strerror(Int32(truncatingIfNeeded: current.code))).lowercased()
      }
      next = current.userInfo[NSUnderlyingErrorKey] as? NSError
    }
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: return "there is no such file or folder"
    case .fileWriteNoPermission, .fileReadNoPermission: return "permission denied"
    case .fileWriteOutOfSpace: return "no space left on the device"
    case .fileWriteVolumeReadOnly: return "the file system is read-only"
    default: return error.localizedDescription
    }
  }
}
