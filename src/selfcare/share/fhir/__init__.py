"""HL7 FHIR R4 for clinics: what was answered in logs, as one transaction Bundle. Called by `selfcare export`.

A Questionnaire for each wording of a log that was answered, a QuestionnaireResponse for each entry, an Observation
(category `survey`) for each number on a scale. Nobody is named: there is no Patient, and no resource has a subject.
Every resource is PUT under an id made from the record's, so a file that is sent twice, or a newer one, adds nothing
twice and brings corrections with it.

Codes are LOINC's only where somebody looked the code up and the question is the one it stands for (the caller says
which, see `asked.Asked`); everything else has local codes, in code systems named by URNs. Wording that takes a licence
stays here: the answers of such a questionnaire leave with the names of its questions alone.

https://hl7.org/fhir/R4/ has the shapes and the invariants.
"""
