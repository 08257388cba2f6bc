import Foundation
import Synchronization

/// Runs work on threads with stacks large enough for walking deeply nested source.
package enum LargeStack {
  fileprivate static let bytes = 64 << 20

  /// Runs work on one such thread and waits for it.
  package static func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) throws -> Value {
    let results = try map([0], jobs: 1) { _ in Result(catching: work) }
    guard let result = results.first else { throw EngineFailure.broken("a thread gave no result") }
    return try result.get()
  }

  /// Transforms items on several such threads; results are in the order of the items, whichever
  /// thread was first.
  package static func map<Item: Sendable, Value: Sendable>(
    _ items: [Item],
    jobs: Int,
    _ transform: @escaping @Sendable (Item) -> Value
  ) throws -> [Value] {
    let shared = SharedResults<Value>(count: items.count)
    let done = DispatchSemaphore(value: 0)
    let threads = min(max(1, jobs), max(1, items.count))
    for _ in 0..<threads {
      let thread = Thread {
        while let index = shared.takeIndex() { shared.set(transform(items[index]), at: index) }
        done.signal()
      }
      thread.stackSize = bytes
      thread.start()
    }
    for _ in 0..<threads { done.wait() }
    return try shared.all()
  }
}

extension LargeStack {
  /// Starts work on a thread of its own; what it comes to is asked for later.
  static func begin<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Pending<Value> {
    let pending = Pending<Value>()
    let thread = Thread { pending.finish(work()) }
    thread.stackSize = bytes
    thread.start()
    return pending
  }
}

/// What a thread will come to.
final class Pending<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  private let done = DispatchSemaphore(value: 0)

  func finish(_ value: Value) {
    result.withLock { $0 = value }
    done.signal()
  }

  /// Waits for the thread; nil when it ended without a result.
  func wait() -> Value? {
    done.wait()
    done.signal()
    return result.withLock { $0 }
  }
}

/// Results of several threads, by index.
private final class SharedResults<Value: Sendable>: Sendable {
  private struct State {
    var next = 0
    var values: [Value?]
  }

  private let state: Mutex<State>

  init(count: Int) { state = Mutex(State(values: Array(repeating: nil, count: count))) }

  func takeIndex() -> Int? {
    state.withLock { state in
      guard state.next < state.values.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func set(_ value: Value, at index: Int) { state.withLock { $0.values[index] = value } }

  func all() throws -> [Value] {
    try state.withLock { state in
      let values = state.values.compactMap { $0 }
      guard values.count == state.values.count else {
        throw EngineFailure.broken("a thread ended without a result")
      }
      return values
    }
  }
}
