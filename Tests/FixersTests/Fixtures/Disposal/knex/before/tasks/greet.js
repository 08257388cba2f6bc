const db = require('../db')

db('people').then((rows) => {
  console.log(rows.length)
})
