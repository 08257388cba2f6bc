// A list of the same form that is no list of routes.
module.exports = { entries: [{ method: 'GET', path: '/menu', handler: 'menu.open' }] };
