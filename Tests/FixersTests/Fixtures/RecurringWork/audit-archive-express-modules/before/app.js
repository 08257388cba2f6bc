import express from "express"
import authenticate from "./authenticate.js"
import { orders } from "./routes/orders.js"

export const app = express()

app.use(express.json())
app.use(authenticate)
app.use("/orders", orders)

if (process.env.PORT) app.listen(process.env.PORT)
