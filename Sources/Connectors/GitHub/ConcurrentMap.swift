import Foundation
import Synchronization

/// Does work for each element on a few threads, and gives the results in the elements' order.
func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element],
  threads: Int,
  _ work: @escaping @Sendable (Element) -> Result
) -> [Result] {
  let count = min(threads, elements.count)
  guard count > 1 else { return elements.map(work) }
  let board = WorkBoard<Result>(elements.count)
  let done = DispatchSemaphore(value: 0)
  for _ in 0..<count {
    Thread.detachNewThread {
      while let index = board.next() { board.put(work(elements[index]), at: index) }
      done.signal()
    }
  }
  for _ in 0..<count { done.wait() }
  return board.results
}

/// What is still to be done, and what was made of the rest.
private final class WorkBoard<Result: Sendable>: Sendable {
  private struct State {
    var next = 0
    var results: [Result?]
  }

  private let state: Mutex<State>

  init(_ count: Int) { state = Mutex(State(results: Array(repeating: nil, count: count))) }

  var results: [Result] { state.withLock { $0.results.compactMap { $0 } } }

  func next() -> Int? {
    state.withLock { state in
      guard state.next < state.results.count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  func put(_ result: Result, at index: Int) { state.withLock { $0.results[index] = result } }
}
