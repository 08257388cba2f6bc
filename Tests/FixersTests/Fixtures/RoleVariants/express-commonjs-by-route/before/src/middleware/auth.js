'use strict'

const jwt = require('jsonwebtoken')

// Wer fragt? ✓
const auth = (kind = 'Bearer') => (req, res, next) => {
    try {
        req.user = jwt.verify(String(req.headers.authorization).replace(`${kind} `, ''), process.env.JWT_KEY)
    } catch (error) {
        return res.status(401).send({ error: 'Please sign in' })
    }
    next()
}

module.exports = auth
