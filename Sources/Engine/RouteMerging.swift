import ReadinessModel

/// Makes one route of those that are the same registration reached in several ways.
///
/// An application that is put together in more than one place registers each route there again. A
/// reader wants it once, and where the ways differ the weakest one is what an outsider would use.
enum RouteMerging {
  static func merged(_ routes: [Route]) -> [Route] {
    var order: [Registration] = []
    var byRegistration: [Registration: Route] = [:]
    for route in routes {
      let key = Registration(method: route.method, path: route.path, place: route.location)
      if let known = byRegistration[key] {
        byRegistration[key] = merge(known, route)
      } else {
        order.append(key)
        byRegistration[key] = route
      }
    }
    return order.compactMap { byRegistration[$0] }
  }

  private struct Registration: Hashable {
    var method: String
    var path: String
    var place: SourceLocation
  }

  private static func merge(_ left: Route, _ right: Route) -> Route {
    var result = left
    result.authentication = weaker(left.authentication, right.authentication)
    result.authorization = weaker(left.authorization, right.authorization)
    result.ownership = weaker(left.ownership, right.ownership)
    if rank(right.audit.status) < rank(left.audit.status) { result.audit = right.audit }
    return result
  }

  private static func weaker(_ left: AccessDecision, _ right: AccessDecision) -> AccessDecision {
    rank(right.status) < rank(left.status) ? right : left
  }

  private static func rank(_ status: AccessStatus) -> Int {
    switch status {
    case .unprotected: 0
    case .unresolved: 1
    case .declaredPublic: 2
    case .protected: 3
    }
  }

  private static func rank(_ status: AuditStatus) -> Int {
    switch status {
    case .unlogged: 0
    case .unresolved: 1
    case .logged: 2
    }
  }
}
