import { dataSource } from "../data-source"
import { Patient } from "../patient"

export function bySSN(ssn: string) {
	return dataSource.getRepository(Patient).findOneBy({ ssn })
}

export const all = () => dataSource.getRepository(Patient).find({ where: { id: 1 }, order: { id: "ASC" } })
