using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.DataInventory;

internal sealed class AccessInventory : IDataInventory
{
    private static readonly string[] RootColumns = ["trust_id", "id", "version", "recorded_at", "updated_at"];

    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("api_clients", "Programs that may ask for access tokens", RetentionClass.Configuration)
            .Technical([.. RootColumns, "client_id", "name", "kind", "scopes", "disabled_at"])
            .Personal(SensitivityLabel.Standard, "staff_id"),
        new InventoryTable("client_secrets", "Hashes of clients' secrets", RetentionClass.Configuration)
            .Technical("trust_id", "id", "api_client_id", "created_at", "expires_at")
            .Secret("hash"),
        new InventoryTable("client_keys", "Public keys of clients", RetentionClass.Configuration)
            .Technical("trust_id", "id", "api_client_id", "kid", "jwk", "created_at"),
        new InventoryTable("used_assertions", "Client assertions already used, until they expire", RetentionClass.Transient)
            .Technical("trust_id", "api_client_id", "jti_hash", "expires_at"),
        new InventoryTable("identity_issuers", "OpenID Connect providers of the trust", RetentionClass.Configuration)
            .Technical([.. RootColumns, "issuer_url", "audience", "token_type", "subject_claim", "disabled_at"]),
        new InventoryTable("staff_identities", "Which provider's subject is which member of staff", RetentionClass.StaffRecord)
            .Technical([.. RootColumns, "issuer_id", "disabled_at"])
            .Personal(SensitivityLabel.Standard, "subject", "staff_id"),
        new InventoryTable("role_grants", "Who holds which role where, and when", RetentionClass.StaffRecord)
            .Technical([.. RootColumns, "api_client_id"])
            .Personal(SensitivityLabel.Standard, "staff_id", "role", "school_id", "year_group_from", "year_group_to", "starts_on", "ends_on"),
    ];
}
