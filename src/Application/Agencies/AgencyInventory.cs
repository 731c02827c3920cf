using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Agencies;

internal sealed class AgencyInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("agencies", "The directory of help outside and inside the schools", RetentionClass.Configuration)
            .Technical(
                "trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "name", "services", "description", "age_from", "age_to", "need_areas", "needs",
                "threshold", "postcodes", "local_authorities", "serves_anywhere", "cost", "cost_note", "referral_route", "languages", "search_text", "status", "state_reason",
                "merged_into_id", "last_verified_on", "verify_by", "contact_website")
            .Personal(SensitivityLabel.Standard, "contact_name", "contact_phone", "contact_email", "added_by_id", "last_verified_by_id"),
        new InventoryTable("agency_terms", "Finds agencies by words, services and places", RetentionClass.Configuration)
            .Technical("trust_id", "term", "agency_id"),
    ];
}
