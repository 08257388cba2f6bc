const { Client } = require('@example/routing');

// Takes what it is given somewhere; no handler, and no method of the web.
class Courier extends Client {
  deliver(parcel) {
    this.route('fast', '/parcels', parcel);
    this.route('GET', '/parcels');
  }
}

class Own {
  route(method, path, handler) {
    return [method, path, handler];
  }

  all() {
    return this.route('GET', '/own', () => null);
  }
}

module.exports = { Courier, Own };
