class UnauthorizedError extends Error {
  constructor() {
    super('sign in first');
    this.status = 401;
  }
}

module.exports = { UnauthorizedError };
