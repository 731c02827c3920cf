using static PupilSupport.Domain.Common.SensitivityLabel;

namespace PupilSupport.Application.Common.DataInventory;

internal sealed class RosterInventory : IDataInventory
{
    private static readonly string[] Root = ["trust_id", "id", "version", "recorded_at", "updated_at"];

    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("schools", "The schools of the trust, and other places where its pupils are", RetentionClass.Configuration)
            .Technical([.. Root, "name", "kind", "urn", "la_estab", "phase"]),
        new InventoryTable("school_calendars", "On which days a school is open", RetentionClass.Configuration)
            .Technical([.. Root, "school_id", "academic_year", "opens_on", "closes_on"]),
        new InventoryTable("calendar_closures", "Holidays and other closures", RetentionClass.Configuration)
            .Technical("trust_id", "calendar_id", "first_day", "last_day", "label"),
        new InventoryTable("staff_members", "Who works for the trust", RetentionClass.StaffRecord)
            .Technical([.. Root])
            .Personal(Standard, "given_name", "family_name", "preferred_given_name", "preferred_family_name", "email", "sort_name"),
        new InventoryTable("staff_assignments", "Who works where, as what and when", RetentionClass.StaffRecord)
            .Technical("trust_id", "id")
            .Personal(Standard, "staff_id", "school_id", "job_role", "starts_on", "ends_on"),
        new InventoryTable("pupils", "Who is or was on a roll of the trust", RetentionClass.PupilRecord)
            .Technical([.. Root])
            .Personal(Standard, "school_id", "given_name", "family_name", "middle_names", "preferred_given_name", "preferred_family_name",
                "date_of_birth", "upn", "reception_year", "sort_name", "search_text")
            .Personal(Pastoral, "sen_provision", "sen_needs"),
        new InventoryTable("pupil_name_tokens", "Finds pupils by any part of their names", RetentionClass.PupilRecord)
            .Technical("trust_id", "pupil_id")
            .Personal(Standard, "token"),
        new InventoryTable("pupil_enrolments", "When a pupil was on which roll", RetentionClass.PupilRecord)
            .Technical("trust_id", "id")
            .Personal(Standard, "pupil_id", "school_id", "kind", "admitted_on", "left_on")
            .Narrative(Standard, "leaving_reason"),
        new InventoryTable("teaching_classes", "The classes of a school", RetentionClass.Configuration)
            .Technical([.. Root, "school_id", "name", "code", "kind", "academic_year"]),
        new InventoryTable("class_members", "Which pupils are in a class, and when", RetentionClass.PupilRecord)
            .Technical("trust_id", "class_id")
            .Personal(Standard, "pupil_id", "starts_on", "ends_on"),
        new InventoryTable("class_teachers", "Who teaches a class, and when", RetentionClass.StaffRecord)
            .Technical("trust_id", "class_id")
            .Personal(Standard, "staff_id", "starts_on", "ends_on"),
        new InventoryTable("contacts", "The people around pupils", RetentionClass.PupilRecord)
            .Technical([.. Root, "address_is_confidential"])
            .Personal(Standard, "title", "given_name", "family_name", "phones", "emails")
            // The audit must not give away where a confidential contact lives.
            .Narrative(Safeguarding, "address", "postcode"),
        new InventoryTable("contact_links", "What a contact is to a pupil", RetentionClass.PupilRecord)
            .Technical("trust_id", "contact_id")
            .Personal(Pastoral, "pupil_id", "relationship", "priority", "parental_responsibility", "is_barred"),
        new InventoryTable("external_ids", "What other systems call our records", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "kind", "record_id", "school_id", "recorded_at")
            .Personal(Standard, "system", "value"),
    ];
}
