using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Provisions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Provisions.Queries;

/// <summary>What the support of a school's pupils on a day comes to.</summary>
[Requires(Permissions.SupportReportsRead), Audited("provision_map.sum")]
public sealed record GetProvisionMapTotalsQuery : IQuery<ProvisionMapTotalsDto>, IProvisionFilter
{
    public required Guid SchoolId { get; init; }

    /// <summary>The day, Europe/London, within a year of today; today when absent.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Only pupils who are in this class on the day.</summary>
    public Guid? ClassId { get; init; }

    /// <summary>Only pupils of this year group, by its national code.</summary>
    public YearGroup? YearGroup { get; init; }

    /// <summary>Only pupils with this SEN provision.</summary>
    public SenProvision? SenProvision { get; init; }

    /// <summary>Only support for this area of need.</summary>
    public NeedArea? NeedArea { get; init; }

    /// <summary>Only support under plans of this type, or by programmes of this kind.</summary>
    public ProvisionKind? Kind { get; init; }
}

internal sealed class GetProvisionMapTotalsValidator : AbstractValidator<GetProvisionMapTotalsQuery>
{
    public GetProvisionMapTotalsValidator(TimeProvider clock) => this.HasDayWithinAYear(clock);
}

internal sealed class GetProvisionMapTotalsHandler(ProvisionReading reading) : IQueryHandler<GetProvisionMapTotalsQuery, ProvisionMapTotalsDto>
{
    public async Task<Result<ProvisionMapTotalsDto>> Handle(GetProvisionMapTotalsQuery request, CancellationToken cancellationToken)
    {
        var read = await reading.ReadAsync(request, cancellationToken);
        return read.IsSuccess ? read.Value.Totals(new(request.SchoolId)) : read.Error;
    }
}
