using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.MedicationAdministrations;

/// <summary>
/// Leave to give one dose that the guard refuses, before it is given: on the word of a prescriber or an emergency
/// service, asked for by one person and confirmed by another, for one dose within some minutes.
/// </summary>
public sealed class DoseOverride : AggregateRoot<DoseOverrideId>, IChronicled
{
    public const int MaxReference = 200;

    /// <summary>Its kind in chronologies.</summary>
    public const string Code = "dose_override";

    private DoseOverride(TrustId trustId, DateTimeOffset now) : base(trustId, new(Guid.CreateVersion7(now)), now) { }

    private DoseOverride() { }

    public SchoolId SchoolId { get; private set; }
    public MedicationOrderId OrderId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>The most that it allows, in the order's unit.</summary>
    public decimal Quantity { get; private set; }
    public OverrideAuthority Authority { get; private set; }

    /// <summary>Who said so, or the number of the call.</summary>
    public string Reference { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public StaffId RequestedById { get; private set; }
    public StaffId? ConfirmedById { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The first instant at which it no longer holds: until then it can be confirmed, and from then on used.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    string IChronicled.ChronologyKind => Code;

    IEnumerable<StaffId> IChronicled.Owners => ConfirmedById is { } second ? [RequestedById, second] : [RequestedById];

    public IEnumerable<ChronologyMark> ChronologyMarks() => [new(PupilId, RecordedAt, SensitivityLabel.Health, IsVoid: false)];

    public static DoseOverride Request(TrustId trustId, AdministeredMedicine of, DoseOverrideRequest request, StaffId by, MedicationPolicy policy, DateTimeOffset now) =>
        new(trustId, now)
        {
            SchoolId = of.SchoolId,
            OrderId = of.OrderId ?? throw new ArgumentException("An override is of an order.", nameof(of)),
            PupilId = of.PupilId,
            Quantity = request.Quantity,
            Authority = request.Authority,
            Reference = Guard.Text(request.Reference, MaxReference),
            Reason = Guard.Text(request.Reason, Limits.Reason),
            RequestedById = by,
            ExpiresAt = now.AddMinutes(policy.OverrideMinutes),
        };

    /// <summary>The second person agrees. From here on the policy's minutes run.</summary>
    public Result Confirm(StaffId by, MedicationPolicy policy, DateTimeOffset now)
    {
        var error = this switch
        {
            _ when ConfirmedAt is not null => StateErrors.InvalidTransition.With("allowedActions", Array.Empty<string>()),
            _ when now >= ExpiresAt => MedicationAdministrationErrors.OverrideExpired,
            _ when by == RequestedById => MedicationAdministrationErrors.ConfirmsOwn,
            _ => null,
        };
        if (error is not null)
        {
            return error;
        }

        (ConfirmedById, ConfirmedAt, ExpiresAt) = (by, now, now.AddMinutes(policy.OverrideMinutes));
        return Result.Success;
    }

    /// <summary>Why it does not cover that dose; null when it does.</summary>
    public Error? Refusal(MedicationOrderId? order, DateTimeOffset givenAt, decimal quantity) => this switch
    {
        _ when order != OrderId => MedicationAdministrationErrors.OverrideNotConfirmed.At("/overrideId"),
        _ when ConfirmedAt is not { } confirmed || givenAt < confirmed => MedicationAdministrationErrors.OverrideNotConfirmed.At("/overrideId"),
        _ when givenAt >= ExpiresAt => MedicationAdministrationErrors.OverrideExpired.At("/overrideId"),
        _ when quantity > Quantity => MedicationAdministrationErrors.OverrideQuantity.At("/quantity"),
        _ => null,
    };
}

/// <summary>What is asked for.</summary>
public sealed record DoseOverrideRequest(decimal Quantity, OverrideAuthority Authority, string Reference, string Reason);
