'use strict';

module.exports = {
  routes: [
    { method: 'GET', path: '/items', handler: 'item.find' },
    { method: 'GET', path: '/items/:id', handler: 'item.findOne', config: { auth: false } },
    { method: 'DELETE', path: '/items/:id', handler: 'item.delete', config: { policies: ['admin::isAuthenticatedAdmin'] } },
    { method: 'POST', path: '/items', handler: 'item.create', config: { auth: false, policies: ['is-owner'] } },
  ],
};
