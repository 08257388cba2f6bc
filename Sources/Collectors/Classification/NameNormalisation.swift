/// Brings names to the form the lexicon is written in.
enum NameNormalisation {
  /// The words of a name: abbreviations written out, plurals made singular.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    for word in NameWords(name).words.prefix(24) {
      if let expansion = abbreviations[word] {
        words += expansion
      } else {
        words.append(singular(word))
      }
    }
    return joined(words)
  }

  /// The singular of an English noun, or the word itself.
  static func singular(_ word: String) -> String {
    if let irregular = irregularPlurals[word] { return irregular }
    guard word.count > 3, word.hasSuffix("s") else { return word }
    for ending in ["ss", "us", "is"] where word.hasSuffix(ending) { return word }
    if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
    for ending in ["sses", "xes", "ches", "shes"] where word.hasSuffix(ending) {
      return String(word.dropLast(2))
    }
    return String(word.dropLast())
  }

  /// Joins words that some write as two.
  private static func joined(_ words: [String]) -> [String] {
    var result: [String] = []
    for word in words {
      if let last = result.last, let whole = compounds[last + " " + word] {
        result[result.count - 1] = whole
      } else {
        result.append(word)
      }
    }
    return result
  }

  private static let compounds: [String: String] = [
    "e mail": "email", "user name": "username", "zip code": "zipcode", "post code": "postcode",
    "pin code": "pincode", "birth date": "birthdate", "birth day": "birthday",
    "time zone": "timezone", "pass word": "password", "pass code": "passcode",
    "sur name": "surname",
    "nick name": "nickname", "voice print": "voiceprint", "finger print": "fingerprint",
    "home page": "homepage", "click stream": "clickstream", "card holder": "cardholder",
    "birth place": "birthplace", "work place": "workplace", "web site": "website",
  ]
  private static let irregularPlurals: [String: String] = [
    "children": "child", "people": "person", "media": "medium", "diagnoses": "diagnosis",
    "data": "data", "sms": "sms", "gps": "gps", "aliases": "alias", "addresses": "address",
    "statuses": "status", "analyses": "analysis", "news": "news", "alias": "alias", "bias": "bias",
    "canvas": "canvas", "apns": "apn", "bonuses": "bonus",
  ]
  private static let abbreviations: [String: [String]] = [
    "addr": ["address"], "adr": ["address"], "tel": ["telephone"], "ph": ["phone"],
    "num": ["number"], "no": ["number"], "nbr": ["number"], "nr": ["number"],
    "fname": ["first", "name"],
    "lname": ["last", "name"], "mname": ["middle", "name"], "firstname": ["first", "name"],
    "lastname": ["last", "name"], "middlename": ["middle", "name"], "fullname": ["full", "name"],
    "dob": ["date", "of", "birth"], "bday": ["birthday"], "pwd": ["password"],
    "passwd": ["password"], "psw": ["password"], "acct": ["account"], "cc": ["credit", "card"],
    "org": ["organization"], "organisation": ["organization"], "dept": ["department"],
    "lang": ["language"], "emp": ["employee"], "cust": ["customer"], "usr": ["user"],
    "mob": ["mobile"], "lic": ["license"], "licence": ["license"], "ctry": ["country"],
    "apt": ["apartment"], "bldg": ["building"], "msg": ["message"], "img": ["image"],
    "pic": ["picture"], "pics": ["picture"], "msgs": ["message"], "govt": ["government"],
    "gov": ["government"], "acc": ["account"], "emailaddress": ["email", "address"],
    "ipaddress": ["ip", "address"], "phonenumber": ["phone", "number"],
    "mobilenumber": ["mobile", "number"],
    "accesstoken": ["access", "token"], "refreshtoken": ["refresh", "token"],
    "apikey": ["api", "key"], "useragent": ["user", "agent"], "creditcard": ["credit", "card"],
    "geo": ["geo"], "auth": ["auth"], "authn": ["auth"], "perm": ["permanent"], "cvv2": ["cvv"],
    "ssn": ["ssn"], "colour": ["color"], "driving": ["driver"], "drivers": ["driver"],
    "identification": ["identification"], "coords": ["coordinate"], "loc": ["location"],
    "prefs": ["preference"], "creds": ["credential"], "cred": ["credential"], "sig": ["signature"],
    "nat": ["national"], "occup": ["occupation"], "lon": ["longitude"], "lng": ["longitude"],
    "long": ["longitude"], "lat": ["latitude"], "latlng": ["coordinate"], "pronouns": ["pronoun"],
  ]
}
