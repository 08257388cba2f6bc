'use strict'

const jwt = require('jsonwebtoken')
const { deny } = require('./authorize')

// Wer fragt? ✓
const auth = (kind = 'Bearer') => (req, res, next) => {
    try {
        req.user = jwt.verify(String(req.headers.authorization).replace(`${kind} `, ''), process.env.JWT_KEY)
    } catch (error) {
        return deny(res, 'Please sign in', 401)
    }
    next()
}

module.exports = auth
