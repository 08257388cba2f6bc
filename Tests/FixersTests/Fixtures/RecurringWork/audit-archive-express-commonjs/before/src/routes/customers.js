'use strict';

const express = require('express');
const { pool } = require('../db');

const customers = express.Router();

customers
  .route('/:customerId')
  .get(async (req, res) => {
    const { rows } = await pool.query('SELECT id, name FROM customers WHERE id = $1', [
      req.params.customerId,
    ]);
    res.json(rows[0]);
  });

module.exports = customers;
