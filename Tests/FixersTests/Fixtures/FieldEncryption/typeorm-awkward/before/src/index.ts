import { dataSource } from "./data-source"

void dataSource.initialize()
